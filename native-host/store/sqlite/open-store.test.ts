import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { issue } from '../../grants/issue.ts';
import { newGrant as grant } from '../testing/new-grant.ts';
import { temporaryFolder } from '../testing/temporary-store.ts';
import { openStore } from './open-store.ts';

test('no file of the store contains a secret', async () => {
  const folder = temporaryFolder();
  const store = openStore(join(folder, 'turnkey.sqlite'));
  const secrets = await Promise.all(
    ['otk', 'otp'].map(async (prefix) => {
      const { id: _, ...wanted } = grant('', { kind: prefix === 'otk' ? 'key' : 'pairing' });
      const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
      return (await issue(prefix as 'otk' | 'otp', wanted, store, random)).text.split('_')[2] as string;
    }),
  );
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  store.close();
  files.push(readFileSync(join(folder, 'turnkey.sqlite'), 'latin1'));
  for (const secret of secrets) {
    expect(secret).toHaveLength(49);
    expect(files.some((text) => text.includes(secret.slice(0, 12)))).toBe(false);
  }
});
