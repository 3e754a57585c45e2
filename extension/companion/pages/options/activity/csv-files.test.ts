import { expect, test } from 'vitest';
import { recentCsv, summaryCsv } from './csv-files.ts';

const userOf = (grantId: string) => ({ key: grantId, name: '=evil()' });
const use = { requests: 1, errors: 0, promptTokens: 2, outputTokens: 3, ms: 4 };

test('the usage of an hour has its time in UTC, that of a day only its date', () => {
  const row = { day: '2026-11-24', grantId: 'g', model: 'm', ...use };
  const hour = Date.UTC(2026, 10, 24, 12);
  expect(
    summaryCsv(
      [
        { ...row, hour },
        { ...row, hour: 0 },
      ],
      userOf,
    ).split('\r\n'),
  ).toEqual([
    '\uFEFFday,hour,name,grantId,model,requests,errors,promptTokens,outputTokens,ms',
    `2026-11-24,2026-11-24T12:00:00.000Z,"'=evil()",g,m,1,0,2,3,4`,
    `2026-11-24,,"'=evil()",g,m,1,0,2,3,4`,
    '',
  ]);
});

test('a request has its times and its speed', () => {
  const request = {
    ...{ id: 1, at: 0, grantId: 'g', model: 'm', operation: 'chat', state: 'ok' as const, status: 200 },
    ...{ code: null, promptTokens: 1, outputTokens: 20, firstMs: 90, outputMs: 300, ms: 400 },
  };
  const [, line] = recentCsv([request], userOf).split('\r\n');
  expect(line).toBe(`1970-01-01T00:00:00.000Z,"'=evil()",g,chat,m,ok,200,,1,20,90,400,66.67`);
});
