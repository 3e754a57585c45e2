import { expect, test, vi } from 'vitest';
import { grantOf, newUser } from '../../scripts/test-env/new-user.ts';
import { parseKey } from '../../shared/key/key.ts';

/** Each command starts a process, which takes long on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop';

const idOf = (key: string) => (parseKey('otk', key) as { id: string }).id;

test('a key’s record in JSON has this shape', () => {
  const user = newUser();
  const made = user.json(
    ...['key', 'create', '--name', 'Notes', '--scope', 'infer', '--model', 'a:1b', '--expires', '2099-01-01'],
    ...['--limit-concurrent', '2', '--limit-minute', '60', '--http'],
  );
  const { key, ...record } = made;
  expect(record).toEqual({
    id: idOf(key),
    prefix: `otk_${idOf(key)}_`,
    name: 'Notes',
    claimedName: null,
    kind: 'key',
    state: 'active',
    caller: 'http',
    scopes: ['infer'],
    models: ['a:1b'],
    limits: { concurrent: 2, perMinute: 60 },
    labels: null,
    trustsUserHeaders: false,
    imported: false,
    createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
    expiresAt: '2099-01-01T00:00:00.000Z',
    lastUsedAt: null,
    disabledAt: null,
    revokedAt: null,
  });
  expect(user.json('key', 'list')).toEqual([record]);
  expect(user.json('grants', 'show', record.id)).toEqual(record);
});

test('a key can be bound to a caller when it is created', async () => {
  const user = newUser();
  const key = user.ok('key', 'create', '--extension', EXTENSION);
  expect((await grantOf(user, key)).caller).toBe(EXTENSION);
});

test('rotating a key keeps its id, changes its secret, and reports when the old one expires', async () => {
  const user = newUser();
  const first = user.ok('key', 'create', '--name', 'Notes');
  const { key, oldKeyUntil, ...record } = user.json('key', 'rotate', idOf(first));
  expect([idOf(key), key === first, record.name]).toEqual([idOf(first), false, 'Notes']);
  const hours = (Date.parse(oldKeyUntil) - Date.now()) / 3_600_000;
  expect(Math.round(hours)).toBe(24);
  expect(idOf(user.ok('key', 'rotate', idOf(first), '--overlap', '0'))).toBe(idOf(first));
});

test('a key is disabled, enabled, and revoked for good', () => {
  const user = newUser();
  const id = idOf(user.ok('key', 'create'));
  const state = () => user.json('grants', 'show', id).state;
  user.ok('key', 'disable', id);
  user.ok('key', 'disable', id);
  expect(state()).toBe('disabled');
  user.ok('key', 'enable', id);
  expect(state()).toBe('active');
  user.ok('key', 'revoke', id);
  expect([state(), user.json('key', 'list'), user.json('key', 'list', '--all').length]).toEqual([
    'revoked',
    [],
    1,
  ]);
  for (const command of ['disable', 'enable', 'rotate', 'revoke']) {
    expect(user.run('key', command, id)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('key list'),
    });
  }
  expect(user.json('audit').map(({ act }: { act: string }) => act)).toEqual([
    'created',
    'disabled',
    'enabled',
    'revoked',
  ]);
});

test('grants allow does what Allow in the approval window does', () => {
  const user = newUser();
  const first = user.json('grants', 'allow', EXTENSION, '--scope', 'read');
  const second = user.json('grants', 'allow', EXTENSION, '--model', 'a:1b', '--expires', '30d');
  expect(second).toMatchObject({ kind: 'approval', prefix: null, caller: EXTENSION, models: ['a:1b'] });
  expect(user.json('grants', 'list')).toEqual([second]);
  // The grant is changed, not replaced: its running requests and its usage stay.
  expect(second.id).toBe(first.id);
  expect(user.ok('grants', 'show', second.id)).toMatch(/^Scopes +read, infer, embed$/m);
  expect(user.ok('grants', 'list')).toContain(second.id);
});

test('grants rename changes the name that lists and the audit show', () => {
  const user = newUser();
  const { id } = user.json('grants', 'allow', EXTENSION);
  expect(user.ok('grants', 'rename', id, 'Page\u202e Summariser')).toContain('Page Summariser');
  expect(user.json('grants', 'list')).toMatchObject([{ id, name: 'Page Summariser', claimedName: null }]);
  for (const list of ['list', 'show']) {
    expect(user.ok('grants', list, ...(list === 'show' ? [id] : []))).toContain('Page Summariser');
  }
  expect(user.json('audit').at(-1)).toMatchObject({ act: 'renamed', subject: id, detail: 'Page Summariser' });
  expect(user.ok('audit')).toMatch(new RegExp(`allowed +${EXTENSION} +Page Summariser +${id}`));
});

test.each([
  [['key', 'create', '--limit-minute', '0'], 'whole number'],
  [['key', 'create', '--http', '--extension', EXTENSION], 'one key for each'],
  [['key', 'create', '--extension', 'mnfeofnfmoipoajggfpebfdmidbobjna'], 'api-key'],
  [['key', 'create', '--extension', 'http'], 'extensions page'],
  [['key', 'create', '--model', 'a b'], 'ollama list'],
  [['key', 'create', '--name', 'two\nlines'], 'one short line'],
  [['key', 'rotate', 'nothere1', '--overlap', 'long'], '24h'],
  [['grants', 'allow', 'everyone'], 'extensions page'],
  [['grants', 'show', 'nothere1'], 'grants list'],
  [['grants', 'rename', 'nothere1', 'Notes'], 'grants list'],
  [['grants', 'rename', 'nothere1', ' '], 'can be read'],
  [['audit', '--since', 'monday'], '24h'],
])('%j fails with what to do instead', (args, help) => {
  const user = newUser();
  const { status, stdout, stderr } = user.run(...args);
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining(help)]);
});
