import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { MAX_FRAME_TO_BROWSER } from '../../shared/protocol/limits.ts';
import { ask, chat, get } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

/** The lengths of all frames, read without the project's code. Throws if there is a byte too many or too few. */
const frameLengths = (bytes: Buffer): number[] => {
  const lengths: number[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const length = bytes.readUInt32LE(at);
    JSON.parse(bytes.toString('utf8', at + 4, at + 4 + length));
    lengths.push(length);
    at += 4 + length;
    if (at > bytes.byteLength) throw new Error('The last frame is cut.');
  }
  return lengths;
};

test('R5: every byte of stdout belongs to a frame that a browser accepts', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  testEnv.standIn.scriptNext({ path: '/api/version', chunks: [Buffer.alloc(4_000_000, 1)] });
  testEnv.standIn.scriptNext({ path: '/api/status', chunks: [Buffer.alloc(4_000_000, 0xff)] });
  await Promise.all([
    ask(client, chat('something long')),
    ask(client, get('/api/version')),
    ask(client, get('/api/status')),
  ]);
  await host.stop();
  const lengths = frameLengths(Buffer.concat(host.written));
  expect(lengths.length).toBeGreaterThan(20);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(MAX_FRAME_TO_BROWSER);
});

/** A module that writes to stdout in every way that a dependency could. */
const NOISE = `
  const noise = () => {
    console.log('noise'); console.info('noise'); console.dir({ noise: 1 }); console.table([1]);
    process.stdout.write('noise');
  };
  process.stdin.on('data', noise);
`;

test('R4: console.log and stray writes in the host cannot corrupt the stream', async () => {
  const testEnv = await createHostEnv();
  const path = join(testEnv.home, 'noise.mjs');
  await writeFile(path, NOISE);
  const options = { NODE_OPTIONS: `--import ${pathToFileURL(path)}`, BUN_OPTIONS: `--preload ${path}` };
  const host = testEnv.start(undefined, options);
  await host.root().welcome;
  await host.stop();
  expect(host.stderr).toContain('noise');
  expect(Buffer.concat(host.written).toString()).not.toContain('noise');
  expect(frameLengths(Buffer.concat(host.written))).toHaveLength(1);
});
