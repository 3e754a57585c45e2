import { setImmediate as nextTick } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { StoreError } from '../store-error.ts';
import type { StoreFiles } from './file-identity.ts';
import { createLiveFile } from './live-file.ts';

const setUp = () => {
  const disk: { files: StoreFiles; trouble?: unknown } = { files: { main: '1', beside: ['2', '3'] } };
  const acts: string[] = [];
  const clock = { now: 0 };
  const file = createLiveFile({
    path: '/store',
    open(create) {
      if (disk.trouble) throw disk.trouble;
      const name = `${disk.files.main}${create ? ' created' : ''}`;
      acts.push(`open ${name}`);
      return { name, close: () => void acts.push(`close ${name}`) };
    },
    files: () => disk.files,
    clock: () => clock.now,
  });
  /** The current file in a new tick of the event loop. */
  const current = async () => {
    await nextTick();
    try {
      return file.current().name;
    } catch (error) {
      return (error as StoreError).reason;
    }
  };
  const replace = (main: string | undefined, ...beside: (string | undefined)[]) => {
    disk.files = { main, beside };
  };
  return { disk, acts, clock, file, current, replace };
};

test('a file that replaces the open one is opened, and no file is created', async () => {
  const { acts, file, current, replace } = setUp();
  const before = file.generation;
  expect([await current(), await current()]).toEqual(['1 created', '1 created']);
  replace(undefined, undefined, undefined);
  expect([await current(), await current()]).toEqual(['gone', 'gone']);
  expect(acts).toEqual(['open 1 created']);
  replace('4', '5', '6');
  expect([await current(), await current()]).toEqual(['4', '4']);
  expect(acts).toEqual(['open 1 created', 'close 1 created', 'open 4']);
  expect(file.generation).not.toBe(before);
});

test('a file that is moved back is used again', async () => {
  const { acts, current, replace } = setUp();
  replace(undefined, '2', '3');
  expect(await current()).toBe('gone');
  replace('1', '2', '3');
  expect(await current()).toBe('1 created');
  expect(acts).toEqual(['open 1 created']);
});

test('a database without its WAL is not used, not closed and not reopened', async () => {
  const { acts, file, current, replace } = setUp();
  replace('1', undefined, '3');
  expect(await current()).toBe('gone');
  replace('1', '7', '3');
  expect(await current()).toBe('gone');
  file.close();
  expect(acts).toEqual(['open 1 created']);
});

test.each([
  ['damaged', new StoreError('damaged', '/store'), 'damaged'],
  ['of a newer version', new StoreError('newer', '/store'), 'newer'],
  ['not there yet', new StoreError('locked', '/store'), 'locked'],
  ['a folder', Object.assign(new Error('EISDIR'), { code: 'EISDIR' }), 'gone'],
])('a replacement that is %s is retried until it can be opened', async (_, trouble, reason) => {
  const { disk, acts, current, replace } = setUp();
  replace('4');
  disk.trouble = trouble;
  expect([await current(), await current()]).toEqual([reason, reason]);
  disk.trouble = undefined;
  expect(await current()).toBe('4');
  expect(acts).toEqual(['open 1 created', 'close 1 created', 'open 4']);
});

test('an error of `stat` fails the call, but does not count as another file', async () => {
  const { disk, file, current } = setUp();
  const { files } = disk;
  Object.defineProperty(disk, 'files', {
    configurable: true,
    get() {
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    },
  });
  expect(await current()).toBe('other');
  Object.defineProperty(disk, 'files', { value: files });
  expect(await current()).toBe('1 created');
  file.close();
});

test('a check counts as recent for 50 ms, and not if it failed', async () => {
  const { clock, file, current, replace } = setUp();
  expect(await current()).toBe('1 created');
  replace(undefined, undefined, undefined);
  clock.now += 49;
  expect(file.recent().name).toBe('1 created');
  clock.now += 1;
  await current();
  expect(() => file.recent()).toThrow(StoreError);
  replace('1', '2', '3');
  await current();
  expect(file.recent().name).toBe('1 created');
});
