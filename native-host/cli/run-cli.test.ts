import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { grantOf, newUser } from '../../scripts/test-env/new-user.ts';
import { OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { parseKey } from '../../shared/key/key.ts';

/** Each command starts a process, which takes long on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

/** Nothing listens there: port 9 is "discard". */
const NOWHERE = 'http://127.0.0.1:9';

test('api-key prints only an owner key on stdout', async () => {
  const user = newUser();
  const { status, stdout, stderr } = user.run('api-key');
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^otk_\w{8}_\w{49}\n$/)]);
  expect(stderr).toContain('settings');
  expect(stderr).not.toContain('otk_');
  expect(await grantOf(user, stdout)).toMatchObject({ kind: 'key', caller: null, scopes: OWNER_SCOPES });
});

test('key create creates the key that the options describe', async () => {
  const user = newUser();
  const asked = [
    '--name',
    'Notes',
    '--scope',
    'read',
    '--scope',
    'cloud',
    '--model',
    'llama3',
    '--expires',
    '30d',
  ];
  const grant = await grantOf(user, user.ok('key', 'create', ...asked));
  expect(grant).toMatchObject({ name: 'Notes', scopes: ['read', 'cloud'], models: ['llama3'] });
  expect((grant.expiresAt ?? 0) - grant.createdAt).toBeGreaterThanOrEqual(29 * 86_400_000);
  expect(await grantOf(user, user.ok('key', 'create'))).toMatchObject({
    scopes: ['read', 'infer', 'embed'],
    models: null,
    expiresAt: null,
  });
});

test('keys are listed and revoked by their ids, never by their text', async () => {
  const user = newUser();
  const key = user.ok('key', 'create', '--name', 'Notes');
  const { id, secret } = parseKey('otk', key) as { id: string; secret: string };
  expect(JSON.parse(user.ok('key', 'list', '--json'))).toMatchObject([
    { id, name: 'Notes', revokedAt: null },
  ]);
  expect(user.ok('grants', 'list')).toContain(id);
  expect(user.ok('key', 'list') + user.ok('key', 'list', '--json')).not.toContain(secret.slice(0, 12));
  user.ok('grants', 'revoke', id);
  expect((await grantOf(user, key)).revokedAt).not.toBeNull();
  const again = user.run('key', 'revoke', id);
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('key list')]);
  expect(
    await user.inStore(async ({ audit }) => (await audit.list()).map(({ act, subject }) => [act, subject])),
  ).toEqual([
    ['created', id],
    ['revoked', id],
  ]);
});

test('upstream is shown, set and cleared, and says who set it', async () => {
  const user = newUser({ OLLAMA_HOST: '10.0.0.1' });
  expect(user.ok('upstream', 'show')).toBe('http://10.0.0.1:11434 (OLLAMA_HOST)');
  expect(user.ok('upstream', 'set', 'https://example.com/ollama/')).toBe(
    'https://example.com:443/ollama (configured)',
  );
  expect(user.ok('upstream', 'clear')).toBe('http://10.0.0.1:11434 (OLLAMA_HOST)');
});

test.each(['http://a b', 'http://me:secret@example.com', 'ftp://example.com'])(
  '%s is refused as the upstream',
  async (address) => {
    const user = newUser();
    expect(user.run('upstream', 'set', address)).toMatchObject({ status: 1, stdout: '' });
    expect(user.ok('upstream', 'show')).toBe('http://127.0.0.1:11434 (default)');
  },
);

test('install-host prints the first key once, and stores the address of Ollama', async () => {
  const user = newUser({ OLLAMA_HOST: '10.0.0.1' });
  const profile = join(user.home, 'profile');
  const first = user.run('install-host', '--user-data-dir', profile);
  expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(/^otk_\w{8}_\w{49}\n$/) });
  expect(first.stderr).toContain('manifest');
  expect(first.stderr).toContain('http://10.0.0.1:11434');
  expect(first.stderr).toContain('click “Pair this browser” within 15 minutes');
  const again = user.run('install-host', '--user-data-dir', profile);
  expect(again).toMatchObject({ status: 0, stdout: '' });
  expect(again.stderr).toContain('There is a key for pairing already.');
  expect(again.stderr).toContain('click “Pair this browser” within 15 minutes');
  expect(await user.inStore(({ settings }) => settings.get('upstream'))).toBe('10.0.0.1');
  user.ok('uninstall-host', '--user-data-dir', profile);
  expect((await grantOf(user, first.stdout)).revokedAt).toBeNull();
});

test('an upstream that was set takes precedence over the environment of a later install', async () => {
  const user = newUser({ OLLAMA_HOST: '10.0.0.1' });
  user.ok('upstream', 'set', '10.0.0.2');
  user.ok('install-host', '--user-data-dir', join(user.home, 'profile'));
  expect(await user.inStore(({ settings }) => settings.get('upstream'))).toBe('10.0.0.2');
  user.ok('install-host', '--user-data-dir', join(user.home, 'profile'), '--ollama-host', '10.0.0.3');
  expect(await user.inStore(({ settings }) => settings.get('upstream'))).toBe('10.0.0.3');
});

test('setting and clearing the upstream are one audit row each; clearing drops the note of its credential', async () => {
  const user = newUser();
  user.ok('upstream', 'set', '10.0.0.1');
  const note = JSON.stringify({ base: 'http://10.0.0.1:11434', header: null, kept: 'file' });
  await user.inStore(({ settings }) => settings.set('upstreamCredential', note));
  user.ok('upstream', 'set', '10.0.0.1');
  expect(await user.inStore(({ settings }) => settings.get('upstreamCredential'))).toBe(note);
  user.ok('upstream', 'clear');
  expect(await user.inStore(({ settings }) => settings.get('upstreamCredential'))).toBeUndefined();
  const rows = await user.inStore(({ audit }) => audit.list());
  expect(rows.map(({ act, subject }) => [act, subject])).toEqual([
    ['upstream', 'http://10.0.0.1:11434'],
    ['upstream', 'http://10.0.0.1:11434'],
    ['upstream', 'cleared'],
  ]);
});

test('install-host --json is one JSON document with the key in it', async () => {
  const user = newUser();
  const args = ['install-host', '--json', '--user-data-dir', join(user.home, 'profile')];
  const { key, rows, pairUntil } = JSON.parse(user.ok(...args));
  expect(Date.parse(pairUntil)).toBeGreaterThan(Date.now());
  expect((await grantOf(user, key)).scopes).toEqual(OWNER_SCOPES);
  expect(rows.length).toBeGreaterThan(2);
  expect(JSON.parse(user.ok(...args))).not.toHaveProperty('key');
});

test('install-host --dry-run creates neither a store nor a key', async () => {
  const user = newUser();
  expect(user.ok('install-host', '--dry-run', '--user-data-dir', join(user.home, 'profile'))).toBe('');
  expect(user.run('install-host', '--dry-run', '--json').stdout).not.toContain('otk_');
  expect(await user.inStore(({ grants }) => grants.list())).toEqual([]);
});

test('pair opens a pairing window, which is one audit row', async () => {
  const user = newUser();
  expect(user.run('pair')).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('click') });
  const { until } = JSON.parse(user.ok('pair', '--json'));
  expect(until).toMatch(/^20\d\d-.*Z$/);
  const [, row] = JSON.parse(user.ok('audit', '--json'));
  expect(row).toMatchObject({ act: 'pairing', subject: 'opened', detail: `until ${until}` });
});

test('status shows a missing host and an Ollama that does not answer', async () => {
  const user = newUser({ OLLAMA_HOST: NOWHERE });
  user.ok('api-key');
  expect(JSON.parse(user.ok('status', '--json'))).toMatchObject({
    folder: user.data,
    ollama: { address: NOWHERE, from: 'OLLAMA_HOST' },
    grants: 1,
    install: { wrapper: { present: false } },
  });
  expect(user.ok('status')).toContain(`does not answer at ${NOWHERE}`);
});

test.each([
  ['an unknown command', ['otk']],
  ['an unknown option', ['api-key', '--loud']],
  ['a missing argument', ['key', 'revoke']],
])('%s is a usage error', async (_, args) => {
  expect(newUser().run(...args)).toMatchObject({ status: 2, stdout: '' });
});

test.each([
  [['key', 'create', '--scope', 'admin'], 'read, infer'],
  [['key', 'create', '--scope', 'all'], 'read, infer'],
  [['key', 'create', '--expires', 'tomorrow'], '30d'],
])('%j fails with what to write instead', async (args, help) => {
  const user = newUser();
  const { status, stdout, stderr } = user.run(...args);
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining(help)]);
  expect(await user.inStore(({ grants }) => grants.list())).toEqual([]);
});

test('the error for a damaged store names its path, and has a stack trace only with --debug', async () => {
  const user = newUser();
  mkdirSync(user.data);
  writeFileSync(join(user.data, 'turnkey.sqlite'), 'not a database '.repeat(100));
  const plain = user.run('key', 'list');
  expect([plain.status, plain.stderr]).toEqual([1, expect.stringContaining(user.data)]);
  expect(plain.stderr).not.toContain('    at ');
  expect(user.run('key', 'list', '--debug').stderr).toContain('    at ');
});

test('the error for a key among the arguments does not quote it', async () => {
  const user = newUser();
  const key = user.ok('api-key');
  const { secret } = parseKey('otk', key) as { secret: string };
  for (const args of [
    [key],
    ['key', 'revoke', key],
    ['upstream', 'set', key],
    ['key', 'create', '--scope', key],
  ]) {
    const { status, stdout, stderr } = user.run(...args);
    expect(stdout + stderr, args.join(' ')).not.toContain(secret.slice(0, 12));
    expect(status).not.toBe(0);
  }
});

test('A4: --purge says that it does not change a database', () => {
  const user = newUser({ OLLAMA_TURNKEY_STORE: 'postgres://ada:secret@db/turnkey' });
  const { status, stderr } = user.run('uninstall-host', '--purge');
  expect(status).toBe(0);
  expect(stderr).toContain('The permissions in postgres://ada@db/turnkey are unchanged.');
  expect(user.run('uninstall-host').stderr).not.toContain('postgres');
});
