import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/testing/temporary-store.ts';
import { environmentKeys } from './environment-keys.ts';

const inVariable = (text: string | undefined) => environmentKeys({ OLLAMA_API_KEY: text });

test.each(['changeme', 'YOUR_API_KEY', 'your-key-here', '<your key>', 'sk-xxxx', 'two words'])(
  '%s is refused as OLLAMA_API_KEY',
  async (value) => {
    await expect(inVariable(value)).rejects.toThrow('placeholder');
  },
);

test('a short key causes a warning, and a missing one is none', async () => {
  for (const none of [undefined, '  ', ' ,\n']) {
    expect(await inVariable(none)).toEqual({ keys: [], warnings: [] });
  }
  expect((await inVariable('sk-1234')).warnings).toEqual([expect.stringContaining('16 characters')]);
  expect(await inVariable('compose-c83d17a95e60')).toEqual({
    keys: [{ id: 'env', name: 'OLLAMA_API_KEY', key: 'compose-c83d17a95e60' }],
    warnings: [],
  });
});

test('several keys are separated by commas or line breaks, and each has an id of its own', async () => {
  const { keys } = await inVariable('compose-c83d17a95e60, second-c83d17a95e61\nthird-c83d17a95e62');
  expect(keys.map(({ id, name }) => [id, name])).toEqual([
    ['env', 'OLLAMA_API_KEY'],
    ['env-2', 'OLLAMA_API_KEY 2'],
    ['env-3', 'OLLAMA_API_KEY 3'],
  ]);
});

test('a file has a key in each line, with a name or without', async () => {
  const path = join(temporaryFolder(), 'keys');
  writeFileSync(path, '# our keys\nalice compose-c83d17a95e60\n\nbob-c83d17a95e61-x\n');
  const { keys } = await environmentKeys({ OLLAMA_API_KEY_FILE: path });
  expect(keys.map(({ id, key }) => [id, key])).toEqual([
    ['env-alice', 'compose-c83d17a95e60'],
    ['env-file-2', 'bob-c83d17a95e61-x'],
  ]);
});

test('a file that cannot be read, and too many keys, are refused', async () => {
  const missing = join(temporaryFolder(), 'missing');
  await expect(environmentKeys({ OLLAMA_API_KEY_FILE: missing })).rejects.toThrow('ENOENT');
  const many = Array.from({ length: 101 }, (_, at) => `compose-c83d17a95-${at}`).join();
  await expect(inVariable(many)).rejects.toThrow('at most 100');
});
