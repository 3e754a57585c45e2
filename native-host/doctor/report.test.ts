import { expect, test } from 'vitest';
import { found, passed } from './finding.ts';
import { joinStarts, makeReport } from './report.ts';

const at = '2026-11-26T12:00:00Z';

test('the begin and the end of a start are one, also if a process id is used again', () => {
  expect(
    joinStarts([
      { at: '1', pid: 5, version: '0.1.0' },
      { at: '2', pid: 5, exit: 0 },
      { at: '3', exit: 127, cause: 'node_missing' },
      { at: '4', pid: 5 },
      { at: '5', pid: 6, exit: 1, cause: 'internal' },
    ]),
  ).toEqual([
    { at: '1', exit: 0 },
    { at: '3', exit: 127, cause: 'node_missing' },
    { at: '4', open: true },
    { at: '5', exit: 1, cause: 'internal' },
  ]);
});

test('a report has the last twenty starts', () => {
  expect(joinStarts(Array.from({ length: 40 }, (_, pid) => ({ at, pid, exit: 0 })))).toHaveLength(20);
});

test('a report has no paths, no keys and no names of the user', () => {
  const home = '/home/grace.hopper';
  const key = `otk_B09PS5jr_nQVpPGxHzM2NBPbQv8JdbsgrTScmBp7IkTxUCKgRZGB4Dj1bp`;
  const report = makeReport(
    [
      passed({ id: 'ollama.answer', group: 'ollama', name: 'Ollama' }, 'answers', 'http://10.0.0.5:11434'),
      found({ id: 'app.node', group: 'app', name: 'Turnkey app' }, 'node_old', `${home}/node`),
    ],
    {
      platform: 'linux',
      home,
      env: { USER: 'grace.hopper' },
      starts: () => [{ at, exit: 1, stderr: `broken: ${home}/.local/x, /mnt/grace.hopper/y with ${key}` }],
    },
    { node: '26.10.0', arch: 'x64', release: '6.1' },
  );
  expect(JSON.stringify(report)).not.toMatch(/grace|10\.0\.0\.5|nQVpPGxHzM2/);
  expect(report).toMatchObject({
    schema: 1,
    system: { platform: 'linux', arch: 'x64', release: '6.1' },
    checks: [
      { id: 'ollama.answer', state: 'ok' },
      { id: 'app.node', state: 'error', cause: 'node_old' },
    ],
    starts: [{ at, exit: 1, stderr: expect.stringContaining('broken: ~/.local/x') }],
  });
});
