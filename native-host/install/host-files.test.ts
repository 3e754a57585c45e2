import { expect, test } from 'vitest';
import { installHost } from './install-host.ts';
import { memoryWorld } from './testing/memory-world.ts';

const worldOf = () => {
  const env = { LOCALAPPDATA: 'C:\\Local' };
  const world = memoryWorld({ platform: 'win32', env, home: 'C:\\Users\\u', execPath: 'C:\\node.exe' });
  world.files.set('C:\\dist\\host.mjs', 'host');
  world.directory('C:\\dist\\parts');
  world.files.set('C:\\dist\\parts\\client-1.mjs', 'client');
  return world;
};

test('the parts that the host loads on demand are written next to it', async () => {
  const world = worldOf();
  await installHost({ bundle: 'C:\\dist\\host.mjs', version: '0.1.0', dir: 'C:\\data' }, world);
  expect(world.files.get('C:\\data\\host\\0.1.0\\host.mjs')).toBe('host');
  expect(world.files.get('C:\\data\\host\\0.1.0\\parts\\client-1.mjs')).toBe('client');
});

test('a dry run writes no parts', async () => {
  const world = worldOf();
  const before = world.files.size;
  await installHost({ bundle: 'C:\\dist\\host.mjs', version: '0.1.0', dryRun: true }, world);
  expect(world.files.size).toBe(before);
});
