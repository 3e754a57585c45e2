import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KEPT_STARTS, openStartLog, parseStartLine } from './start-log.ts';
import { MAX_START_LOG, START_LOG } from './start-log-file.ts';

const setUp = () => {
  const data = mkdtempSync(join(tmpdir(), 'turnkey-starts-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  return { data, file: join(data, START_LOG), log: openStartLog(data) };
};

const at = '2026-11-26T01:02:03Z';

test('a line is kept with its known fields, and only the owner can read the file', () => {
  const { file, log } = setUp();
  log.add({ at, pid: 1, exit: 127, cause: 'node_missing', stderr: 'No Node.' });
  writeFileSync(file, '{"at":"2026","prompt":"secret","exit":"0"}\n{"at":\nnull\n', { flag: 'a' });
  expect(log.read()).toEqual([
    { at, pid: 1, exit: 127, cause: 'node_missing', stderr: 'No Node.' },
    { at: '2026' },
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('the file stays small, whatever is added: the last starts are kept', () => {
  const { file, log } = setUp();
  for (let pid = 0; pid < 1_000; pid += 1) log.add({ at, pid, stderr: 'x'.repeat(10_000) });
  expect(statSync(file).size).toBeLessThan(MAX_START_LOG);
  expect(log.read()).toHaveLength(2 * KEPT_STARTS);
  expect(log.read().at(-1)).toMatchObject({ pid: 999 });
});

test('without its folder, nothing is written, and nothing fails', () => {
  const { data, log } = setUp();
  rmSync(data, { recursive: true });
  log.add({ at });
  expect(log.read()).toEqual([]);
  expect(() => readFileSync(data)).toThrow(/ENOENT/);
});

test.each(['', '[]', '5', '"x"', '{"at":5}'])('%j is not a line', (text) => {
  expect(parseStartLine(text)).toBeUndefined();
});
