import { expect, test } from 'vitest';
import { formatKey } from '../../../shared/key/key.ts';
import type { FinishedRequest } from '../../gateway/usage/request-record.ts';
import { createAccessLog } from './access-log.ts';

const lineFor = (...models: string[]): string => {
  const lines: string[] = [];
  const log = createAccessLog(
    (line) => void lines.push(line),
    () => 0,
  );
  log.finished({
    operation: 'chat',
    grant: 'abcdefgh',
    models,
    status: 200,
    code: null,
    firstByteMs: 12.34,
    ms: 56.78,
    promptTokens: 7,
    outputTokens: 40,
    estimated: false,
    aborted: false,
  });
  expect(lines).toHaveLength(1);
  return lines[0] as string;
};

test('writes one line for a request', () => {
  expect(JSON.parse(lineFor('hf.co/me/llama3.2:8b-q4_K_M'))).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    operation: 'chat',
    grant: 'abcdefgh',
    status: 200,
    code: null,
    promptTokens: 7,
    outputTokens: 40,
    estimated: false,
    aborted: false,
    models: ['hf.co/me/llama3.2:8b-q4_K_M'],
    firstByteMs: 12,
    ms: 57,
  });
});

test('A14: an invented name is printable, in the line and after parsing', () => {
  const line = lineFor('a\u009b31m\u202e\u2028\u007f\ud800\n"b"', 'x'.repeat(1_000));
  expect(line).toMatch(/^[ -~]{1,700}\n$/);
  expect(JSON.parse(line).models).toEqual([
    'a\\u{9b}31m\\u{202e}\\u{2028}\\u{7f}\\u{d800}\\u{a}"b"',
    `${'x'.repeat(200)}...`,
  ]);
});

const refusedLine = (source: FinishedRequest['source'], withClient = false) => {
  let line = '';
  const log = createAccessLog(
    (text) => (line = text),
    () => 0,
    withClient,
  );
  log.finished({
    ...{ operation: null, grant: 'abcdefgh', models: [], status: 403, code: 'scope_missing' },
    ...{ firstByteMs: null, ms: 0, promptTokens: null, outputTokens: null, estimated: false },
    ...{ aborted: false, source },
  });
  return { line, ...JSON.parse(line) };
};

test('a refused request has its path and Host, printable and without a key', () => {
  const key = formatKey('otk', 'AAAAAAAA', 'B'.repeat(43));
  const { line, path, host } = refusedLine({
    path: `/api/${key}\u202e`,
    host: 'nas.local',
    client: '192.0.2.1',
  });
  expect([path, host]).toEqual(['/api/otk_AAAAAAAA_\\u{2026}\\u{202e}', 'nas.local']);
  expect(line).not.toContain('192.0.2.1');
  expect(refusedLine({ path: '/', host: undefined, client: undefined }).host).toBeNull();
});

test('the address of the client is logged on request', () => {
  expect(refusedLine({ path: '/', host: 'a', client: '192.0.2.1' }, true).client).toBe('192.0.2.1');
  expect(refusedLine(undefined, true).client).toBeNull();
});
