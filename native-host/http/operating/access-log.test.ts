import { expect, test } from 'vitest';
import { createAccessLog } from './access-log.ts';

test('writes one line for a request, whatever its model is called', () => {
  const lines: string[] = [];
  const log = createAccessLog(
    (line) => void lines.push(line),
    () => 0,
  );
  log.finished({
    operation: 'chat',
    grant: 'abcdefgh',
    models: [`a\n"b"${'x'.repeat(1000)}`],
    status: 200,
    code: null,
    firstByteMs: 12.34,
    ms: 56.78,
    promptTokens: 7,
    outputTokens: 40,
    aborted: false,
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]{1,600}\n$/);
  expect(JSON.parse(lines[0] as string)).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    operation: 'chat',
    grant: 'abcdefgh',
    status: 200,
    code: null,
    promptTokens: 7,
    outputTokens: 40,
    aborted: false,
    models: [`a\n"b"${'x'.repeat(195)}`],
    firstByteMs: 12,
    ms: 57,
  });
});
