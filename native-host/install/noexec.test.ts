import { expect, test } from 'vitest';
import { mountOptions } from './noexec.ts';

const MOUNTS = [
  'overlay / overlay rw,relatime 0 0',
  'tmpfs /home tmpfs rw,noexec 0 0',
  'tmpfs /home/zo\\303\\253/my\\040programs tmpfs rw 0 0',
  'tmpfs /homes tmpfs ro 0 0',
  'tmpfs /home tmpfs rw,nosuid 0 0',
].join('\n');

test.each([
  ['/home/u/file', ['rw', 'nosuid']],
  ['/homes/u', ['ro']],
  ['/opt/x', ['rw', 'relatime']],
  ['/home', ['rw', 'nosuid']],
])('%s is on the file system with the longest mount point, mounted last', (path, options) => {
  expect(mountOptions(MOUNTS, path)).toEqual(options);
});

test('escaped spaces in a mount point are understood', () => {
  expect(mountOptions('tmpfs /home/my\\040programs tmpfs noexec 0 0', '/home/my programs/x')).toEqual([
    'noexec',
  ]);
});
