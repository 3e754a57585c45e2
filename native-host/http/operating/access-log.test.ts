import { expect, test } from 'vitest';
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
