import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CREDENTIAL_SETTING, CredentialError } from './credential.ts';
import { createCredentialSource } from './credential-source.ts';
import { CREDENTIAL_FILE, createFileVault } from './file-vault.ts';
import { forgetCredential, keepCredential, recallCredential } from './keep-credential.ts';
import { createKeyringVault, type Keyring } from './keyring-vault.ts';
import { placeKeyring } from './place-keyring.ts';

const BASE = 'https://ollama.example:443';
const SECRET = 'a-secret-that-is-nowhere';

const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnkey-upstream-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A keyring in memory, which a test can lock. */
const fakeKeyring = () => {
  const kept = new Map<string, string>();
  const state = { locked: false, forgetful: false };
  const open = () => {
    if (state.locked) throw new Error('the keyring is locked');
    return kept;
  };
  class AsyncEntry {
    readonly at: string;
    constructor(service: string, user: string) {
      this.at = `${service}/${user}`;
    }
    async setPassword(secret: string) {
      if (!state.forgetful) open().set(this.at, secret);
    }
    async getPassword() {
      return open().get(this.at) ?? null;
    }
    async deletePassword() {
      return open().delete(this.at);
    }
  }
  return { kept, state, keyring: { AsyncEntry } satisfies Keyring };
};

const places = () => {
  const folder = temporaryFolder();
  const { kept, state, keyring } = fakeKeyring();
  const vaults = [createKeyringVault(keyring, folder), createFileVault(folder)];
  return { folder, kept, state, vaults, file: () => readdirSync(folder) };
};

test('if there is a keyring, the secret is stored there and in no file', async () => {
  const { vaults, kept, file } = places();
  expect(await keepCredential(BASE, SECRET, vaults)).toEqual({ kept: 'keyring', passedOver: [] });
  expect([[...kept.values()], file()]).toEqual([[SECRET], []]);
  expect(await recallCredential({ base: BASE, header: null, kept: 'keyring' }, vaults)).toBe(SECRET);
});

test.each(['locked', 'forgetful'] as const)(
  'R21: a %s keyring is skipped, and the reason is reported',
  async (how) => {
    const { vaults, state, kept } = places();
    state[how] = true;
    const { kept: place, passedOver } = await keepCredential(BASE, SECRET, vaults);
    expect([place, passedOver]).toEqual([
      'file',
      [{ place: 'keyring', why: expect.stringMatching(/keyring/) }],
    ]);
    expect(kept.size).toBe(0);
  },
);

test('moving a secret to another vault deletes it from the first one', async () => {
  const { vaults, state, file } = places();
  state.locked = true;
  await keepCredential(BASE, SECRET, vaults);
  expect(file()).toEqual([CREDENTIAL_FILE]);
  state.locked = false;
  await keepCredential(BASE, SECRET, vaults);
  expect(file()).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'only the user can read the file, and its permissions are repaired',
  async () => {
    const folder = temporaryFolder();
    const path = join(folder, CREDENTIAL_FILE);
    const vault = createFileVault(folder);
    await vault.write(BASE, SECRET);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    expect(await vault.read(BASE)).toBe(SECRET);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  },
);

test('a file for another address is ignored, and the error for a damaged one does not quote it', async () => {
  const folder = temporaryFolder();
  const vault = createFileVault(folder);
  await vault.write(BASE, SECRET);
  expect(await vault.read('https://other.example:443')).toBeUndefined();
  writeFileSync(join(folder, CREDENTIAL_FILE), SECRET);
  const recalled = recallCredential({ base: BASE, header: null, kept: 'file' }, [vault]);
  await expect(recalled).rejects.toThrow(CredentialError);
  await expect(recalled).rejects.not.toThrow(SECRET);
});

test('a deleted secret is in no vault', async () => {
  const { vaults, kept, file } = places();
  await keepCredential(BASE, SECRET, vaults);
  await forgetCredential({ base: BASE, header: null, kept: 'keyring' }, vaults);
  expect([kept.size, file()]).toEqual([0, []]);
});

test('a failed deletion is reported, but a locked keyring that never had the secret is not', async () => {
  const { vaults, state } = places();
  await keepCredential(BASE, SECRET, vaults);
  state.locked = true;
  const note = { base: BASE, header: null };
  await expect(forgetCredential({ ...note, kept: 'keyring' }, vaults)).rejects.toThrow(
    'could not be deleted from the keyring',
  );
  await forgetCredential({ ...note, kept: 'file' }, vaults);
});

test('the error for a secret that no vault accepts does not contain it', async () => {
  const folder = temporaryFolder();
  const broken = {
    ...createFileVault(folder),
    write: async () => Promise.reject(new Error(`no: ${SECRET}`)),
  };
  await expect(keepCredential(BASE, SECRET, [broken])).rejects.toThrow('no: …');
});

test('the source reads once, retries after a failure, and is limited to its address', async () => {
  const { vaults, state } = places();
  await keepCredential(BASE, SECRET, vaults);
  const note = JSON.stringify({ base: BASE, header: null, kept: 'keyring' });
  let reads = 0;
  const settings = {
    get(key: string) {
      reads += 1;
      return key === CREDENTIAL_SETTING ? note : undefined;
    },
  };
  const source = createCredentialSource(BASE, settings, () => vaults);
  state.locked = true;
  await expect(source()).rejects.toMatchObject({ code: 'credential_unavailable' });
  state.locked = false;
  expect(await source()).toEqual({ header: 'authorization', value: `Bearer ${SECRET}` });
  await source();
  expect(reads).toBe(2);
  expect(await createCredentialSource('http://127.0.0.1:11434', settings, () => vaults)()).toBeUndefined();
});

test('the native module of the keyring is copied to the data directory once', async () => {
  const folder = temporaryFolder();
  const from = join(folder, 'of-the-package.node');
  writeFileSync(from, 'native');
  expect(await placeKeyring(join(folder, 'data'), from)).toBe(true);
  expect(await placeKeyring(join(folder, 'data'), from)).toBe(true);
  expect(readFileSync(join(folder, 'data', 'keyring.node'), 'utf8')).toBe('native');
  expect(readdirSync(join(folder, 'data'))).toEqual(['keyring.node']);
});
