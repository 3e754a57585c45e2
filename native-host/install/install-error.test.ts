import { expect, test } from 'vitest';
import { notWritable } from './install-error.ts';

test.each([
  ['ENOSPC', /The disk is full: free some space, then run the command again\.$/],
  ['EDQUOT', /Your share of the disk is full/],
  ['EROFS', /The disk is read-only: .*--dir/],
  ['EACCES', /This user may not write there: .*--dir.*--system/],
  ['EIO', /Make sure that you may write there/],
])('an error %s has the advice for its cause', (code, advice) => {
  const { message } = notWritable('/data/host.mjs', Object.assign(new Error(`${code}: no`), { code }));
  expect(message).toContain(`Could not write /data/host.mjs: ${code}: no.`);
  expect(message).toMatch(advice);
});

test('a folder that could not be created is named instead of the file that would be in it', () => {
  const error = { code: 'EACCES', syscall: 'mkdir', path: '/home/u/.local' };
  const { message } = notWritable(
    '/home/u/.local/share/x.mjs',
    Object.assign(new Error('EACCES: no'), error),
  );
  expect(message).toMatch(/^Could not create the folder \/home\/u\/\.local: EACCES: no\. This user/);
});
