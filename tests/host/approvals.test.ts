import { expect, test } from 'vitest';
import { isTurnkeyError } from '../../extension/sdk/errors/turnkey-error.ts';
import type { Session } from '../../extension/sdk/session/session.ts';
import type { GrantSummary } from '../../shared/access/grant.ts';
import type { Calls, PendingApproval } from '../../shared/protocol/calls.ts';
import { ask, chat, get, refusal } from './ask.ts';
import {
  type Answerer,
  allow,
  answerNotices,
  CLIENT,
  createHostEnv,
  deny,
  dismiss,
  OTHER_EXTENSION,
} from './create-host-env.ts';

type Terms = Omit<Calls['approvals.allow']['params'], 'id'>;

/** A user who answers each prompt with the next of these answers. Records the prompts. */
const user = (...answers: Answerer[]) => {
  const asked: PendingApproval[] = [];
  const { promise: first, resolve } = Promise.withResolvers<PendingApproval>();
  const answer: Answerer = (pending, root) => {
    asked.push(pending);
    resolve(pending);
    return answers[asked.length - 1]?.(pending, root);
  };
  return { asked, first, answer };
};

const give =
  (terms: Partial<Terms>): Answerer =>
  ({ id }, root) =>
    root.call('approvals.allow', {
      id,
      scopes: ['read', 'infer'],
      models: null,
      duration: 'always',
      ...terms,
    });

const request = (session: Session, wanted: Calls['access.request']['params'] = {}, signal?: AbortSignal) =>
  session.call('access.request', { ...wanted }, signal) as Promise<GrantSummary>;

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'allowed',
    (error: unknown) => (isTurnkeyError(error) ? error.code : 'other'),
  );

const grants = (root: Session) => root.call('grants.list');

test('requests from many tabs of one extension share one prompt', async () => {
  const { asked, answer } = user(allow());
  const { host } = await (await createHostEnv()).paired(answer);
  const tabs = Array.from({ length: 6 }, () => host.client(CLIENT));
  await Promise.all([...tabs.map((tab) => request(tab)), ask(host.client(CLIENT), get('/api/tags'))]);
  expect(asked).toHaveLength(1);
});

test('a reason is shown as one plain line', async () => {
  const { asked, answer } = user(allow());
  const { host } = await (await createHostEnv()).paired(answer);
  await request(host.client(CLIENT), { reason: `Safe\u202e\n\nOllama Turnkey: ok ${'!'.repeat(1000)}` });
  expect(asked[0]?.reason).toMatch(/^Safe Ollama Turnkey: ok !+…$/);
  expect(asked[0]?.reason?.length).toBe(200);
});

test('T18: of the data that an extension sends about itself, only its reason is part of the prompt', async () => {
  const { asked, answer } = user(allow());
  const { host } = await (await createHostEnv()).paired(answer);
  const forged = { name: 'Ollama', caller: OTHER_EXTENSION, icon: 'x', current: { scopes: ['manage'] } };
  const posing = host.client(CLIENT, { client: { name: 'Ollama Turnkey', version: '9' } });
  await posing.call('access.request', { scopes: ['read'], ...forged });
  expect(asked).toEqual([
    {
      id: expect.any(String),
      caller: CLIENT.id,
      scopes: ['read'],
      models: null,
      reason: null,
      current: null,
      askedAt: expect.any(Number),
    },
  ]);
});

test('T18: a claimed name is shown beside the id that the browser attests, and is stored as a claim', async () => {
  const { asked, answer } = user(allow());
  const { host, root } = await (await createHostEnv()).paired(answer);
  const extension = { name: 'Ollama\u202e\nTurnkey' };
  await request(host.client(CLIENT, { extension }));
  expect(asked[0]).toMatchObject({ caller: CLIENT.id, name: 'Ollama Turnkey' });
  expect((await grants(root)).at(-1)).toMatchObject({ caller: CLIENT.id, claimedName: 'Ollama Turnkey' });
});

test('an extension that was allowed before it claimed a name gets that name once it connects', async () => {
  const testEnv = await createHostEnv();
  await testEnv.cli('grants', 'allow', CLIENT.id);
  const { host, root } = await testEnv.paired();
  const nameNow = async () => (await grants(root)).find(({ caller }) => caller === CLIENT.id)?.name;
  await host.client({ ...CLIENT, page: false }, { extension: { name: 'A page' } }).welcome;
  expect(await nameNow()).toBe(CLIENT.id);
  await host.client(CLIENT, { extension: { name: 'Notes' } }).welcome;
  await expect.poll(nameNow).toBe('Notes');
  // Only the user changes it from then on.
  await host.client(CLIENT, { extension: { name: 'Ollama' } }).welcome;
  expect(await nameNow()).toBe('Notes');
});

test('an extension that already has the access it requests causes no prompt', async () => {
  const { asked, answer } = user(give({ scopes: ['read', 'infer'], models: ['a', 'b'] }));
  const { host } = await (await createHostEnv()).paired(answer);
  const client = host.client(CLIENT);
  const first = await request(client, { scopes: ['read', 'infer'] });
  expect(await request(client, { scopes: ['infer'], models: ['A:latest'] })).toEqual(first);
  expect(await request(client, { scopes: ['infer'] })).toEqual(first);
  expect(asked).toHaveLength(1);
});

test('a request for a further model prompts with the current access, and extends the same grant', async () => {
  const { asked, answer } = user(
    give({ models: ['a'], duration: 'month' }),
    give({ models: ['a', 'b'], duration: 'keep' }),
  );
  const { host, root } = await (await createHostEnv()).paired(answer);
  const client = host.client(CLIENT);
  const first = await request(client, { scopes: ['read', 'infer'], models: ['a'] });
  const second = await request(client, { scopes: ['infer'], models: ['b'] });
  expect(asked[1]).toMatchObject({ models: ['b'], current: { id: first.id, models: ['a'] } });
  expect(second).toEqual({ ...first, models: ['a', 'b'] });
  expect((await grants(root)).filter(({ kind }) => kind === 'approval')).toHaveLength(1);
});

test('for an extension with a key, the grant of the key is extended', async () => {
  const testEnv = await createHostEnv();
  const key = (await testEnv.cli('key', 'create', '--scope', 'read')).stdout.trim();
  const { host } = await testEnv.paired(user(give({ scopes: ['read', 'manage'], duration: 'keep' })).answer);
  const client = host.client(CLIENT, { key });
  expect(await request(client, { scopes: ['manage'] })).toMatchObject({
    id: key.split('_')[1],
    kind: 'key',
    scopes: ['read', 'manage'],
  });
});

test('an extension that is refused more keeps its access, and causes no second prompt', async () => {
  const { asked, answer } = user(allow(), deny);
  const { host } = await (await createHostEnv()).paired(answer);
  const client = host.client(CLIENT);
  await request(client);
  expect(await codeOf(request(client, { scopes: ['manage'] }))).toBe('denied');
  expect(await codeOf(request(client, { scopes: ['manage'] }))).toBe('denied');
  expect((await client.request(get('/api/version'))).status).toBe(200);
  expect(asked).toHaveLength(2);
});

test('a request for other access waits for the open prompt, then causes its own', async () => {
  const testEnv = await createHostEnv();
  const { asked, first, answer } = user(() => {}, give({ scopes: ['read', 'infer', 'embed', 'manage'] }));
  const { host, root } = await testEnv.paired(answer);
  const client = host.client(CLIENT);
  const mere = ask(client, get('/api/tags'));
  const { id } = await first;
  const more = request(client, { scopes: ['manage'] });
  // Messages on the same channel are handled in order.
  await client.call('status');
  await give({ scopes: ['read'] })({ id } as PendingApproval, root);
  await mere;
  expect((await more).scopes).toContain('manage');
  expect(asked.map(({ scopes }) => scopes)).toEqual([['read', 'infer', 'embed'], ['manage']]);
});

test('admin cannot be granted, and model names are validated', async () => {
  const { asked, answer } = user();
  const { host } = await (await createHostEnv()).paired(answer);
  const client = host.client(CLIENT);
  expect(await codeOf(request(client, { scopes: ['admin'] }))).toBe('bad_request');
  expect(await codeOf(request(client, { models: ['llama\u202e3'] }))).toBe('bad_request');
  expect(asked).toEqual([]);
});

test('after a window was closed, a request opens no other one, not even in the next host', async () => {
  const testEnv = await createHostEnv();
  const { asked, answer } = user(dismiss, dismiss, dismiss);
  const { host, token } = await testEnv.paired(answer);
  const client = host.client(CLIENT);
  expect(await refusal(client, chat())).toMatchObject({ code: 'not_approved' });
  await host.stop();
  const next = testEnv.start();
  const root: Session = next.root({ token, onNotice: answerNotices(answer, () => root) });
  await root.welcome;
  expect(await refusal(next.client(CLIENT), chat())).toMatchObject({ code: 'not_approved' });
  expect(asked).toHaveLength(1);
  // requestAccess() opens another one.
  for (let times = 0; times < 4; times += 1) {
    expect(await codeOf(request(next.client(CLIENT)))).toBe('not_approved');
  }
  expect(asked).toHaveLength(2);
  expect(await root.call('dismissals.list')).toMatchObject([{ caller: CLIENT.id, times: 2 }]);
  await root.call('dismissals.remove', { caller: CLIENT.id });
  expect(await codeOf(request(next.client(CLIENT)))).toBe('not_approved');
  expect(asked).toHaveLength(3);
});

test('when the only client of a prompt cancels, the prompt ends and its window is notified', async () => {
  const { first, answer } = user(() => {});
  const { host, root } = await (await createHostEnv()).paired(answer);
  const controller = new AbortController();
  const asking = codeOf(request(host.client(CLIENT), {}, controller.signal));
  const { id } = await first;
  const ended = root.call('approvals.ended', { id });
  controller.abort();
  await asking;
  expect(await ended).toBeNull();
  expect(await root.call('approvals.list')).toEqual([]);
});

test('a prompt survives a popup that closes when the window opens, and Allow takes effect', async () => {
  const { first, answer } = user(() => {});
  const { host, root } = await (await createHostEnv()).paired(answer);
  const popup = host.client(CLIENT);
  const asking = codeOf(request(popup));
  const pending = await first;
  host.send({ type: 'close', channel: popup.channel });
  popup.close();
  await asking;
  await allow()(pending, root);
  expect((await host.client(CLIENT).request(get('/api/version'))).status).toBe(200);
});

test('three windows are open at once; the next opens when one is closed', async () => {
  const { asked, answer } = user();
  const { host, root } = await (await createHostEnv()).paired(answer);
  const callers = ['one', 'two', 'three', 'four'].map((name) => ({ ...CLIENT, id: `${name}@example.org` }));
  for (const caller of callers) {
    const client = host.client(caller);
    void request(client).catch(() => {});
    await client.call('status');
  }
  expect(await root.call('approvals.list')).toHaveLength(4);
  expect(asked.map(({ caller }) => caller)).toEqual(callers.slice(0, 3).map(({ id }) => id));
  await dismiss(asked[0] as PendingApproval, root);
  await root.call('approvals.list');
  expect(asked.at(-1)?.caller).toBe('four@example.org');
});

test('the settings change the access of an extension, and allow a refused one', async () => {
  const { answer } = user(deny);
  const { host, root } = await (await createHostEnv()).paired(answer);
  const client = host.client(CLIENT);
  expect(await codeOf(request(client))).toBe('denied');
  const terms = { scopes: ['read', 'infer'], models: null, duration: 'month' } as const;
  await root.call('grants.allow', { caller: CLIENT.id, ...terms });
  expect(await root.call('denials.list')).toEqual([]);
  const { id, expiresAt } = await request(client, { scopes: ['read'] });
  await root.call('grants.change', { id, scopes: ['read'], models: ['a'], duration: 'keep' });
  expect(await request(client, { scopes: ['read'] })).toMatchObject({
    id,
    scopes: ['read'],
    models: ['a'],
    expiresAt,
  });
  expect(await refusal(client, chat())).toMatchObject({ code: 'scope_missing' });
});

test('neither the pairing of the settings nor an owner key can be changed, and admin cannot be granted', async () => {
  const { host, root, key } = await (await createHostEnv()).paired(allow());
  const terms = { scopes: ['read'], models: null, duration: 'keep' } as const;
  const own = (await grants(root)).find(({ kind }) => kind === 'pairing');
  for (const id of [own?.id ?? '', key.split('_')[1] ?? '', 'nothere1'])
    expect(await codeOf(root.call('grants.change', { id, ...terms }))).toBe('bad_request');
  const { id } = await request(host.client(CLIENT));
  expect(await codeOf(root.call('grants.change', { id, ...terms, scopes: ['admin'] }))).toBe('bad_request');
});

test('a denied extension may use a key that the user gives it', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(deny);
  expect(await codeOf(request(host.client(CLIENT)))).toBe('denied');
  const key = (await testEnv.cli('key', 'create')).stdout.trim();
  expect((await host.client(CLIENT, { key }).request(get('/api/version'))).status).toBe(200);
  expect((await host.client(CLIENT).request(get('/api/version'))).status).toBe(200);
});
