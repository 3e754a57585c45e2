import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { UserError } from '../errors/user-error.ts';
import { needsRestart, reloadOnSignal } from './reload.ts';

const open = (platform: NodeJS.Platform, reload: () => Promise<readonly string[]>) => {
  const process = new EventEmitter();
  const said: string[] = [];
  const stop = reloadOnSignal(process, (line) => void said.push(line), reload, platform);
  return { process, said, stop };
};

test('a signal reads the configuration again, and a failure keeps the one in use', async () => {
  const reload = vi
    .fn()
    .mockResolvedValueOnce(['max-body'])
    .mockRejectedValueOnce(new UserError('line 3: unknown key "address"', ''))
    .mockRejectedValueOnce(new Error('secret'));
  const { process, said, stop } = open('linux', reload);
  for (let at = 0; at < 3; at += 1) process.emit('SIGHUP');
  await vi.waitFor(() => expect(said).toHaveLength(3));
  expect(said).toEqual([
    'The configuration was read again. These need a restart: max-body.',
    'The configuration in use stays. line 3: unknown key "address"',
    'The configuration in use stays. The new one cannot be read.',
  ]);
  stop();
  expect(process.eventNames()).toEqual([]);
});

test('Windows has no such signal', () => {
  expect(open('win32', async () => []).process.eventNames()).toEqual([]);
});

test('what cannot change while running is named as in the file', () => {
  const before = { maxBody: 1, limitPolicy: 1, listen: { port: 1 } };
  expect(needsRestart(before, { maxBody: 2, limitPolicy: 2, listen: { port: 1 }, open: true })).toEqual([
    'max-body',
    'open',
  ]);
});
