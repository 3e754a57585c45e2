import { randomBytes } from 'node:crypto';
import { HTTP_CALLER } from '../../../../shared/access/caller.ts';
import { OWNER_SCOPES } from '../../../../shared/access/scopes.ts';
import { createKey } from '../../../grants/issue.ts';
import { temporaryStore } from '../../../store/testing/temporary-store.ts';
import { createClients } from '../../clients.ts';
import { startAdminListener } from '../../operating/admin-listener.ts';
import { createWrongKeys } from '../../wrong-keys.ts';
import { serveAdmin } from '../serve-admin.ts';

const REQUEST = {
  ...{ id: 7, caller: HTTP_CALLER.id, operation: 'chat', model: 'llama3', bytes: 20 },
  ...{ startedAt: 500, tokensPerSecond: null },
};

/** An admin listener with a store, an admin key, a key for HTTP, and one running request of the latter. */
export const startAdmin = async () => {
  const clock = { now: Date.parse('2026-11-26T12:00:00Z') };
  const store = temporaryStore(clock);
  const world = { store, now: () => clock.now, random: randomBytes };
  const terms = { models: null, expiresAt: null };
  const admin = await createKey({ ...terms, name: 'Ada', caller: null, scopes: OWNER_SCOPES }, world);
  const user = await createKey({ ...terms, name: 'app', caller: HTTP_CALLER.id, scopes: ['infer'] }, world);
  const stopped: number[] = [];
  const running = {
    count: 1,
    add() {},
    list: () => [{ ...REQUEST, grantId: user.grant.id }],
    stop: (id: number) => stopped.push(id) > 0,
  };
  const handler = serveAdmin(
    {
      ...world,
      version: '1.2.3',
      process: { host: 'here', pid: 1, startedAt: 0 },
      wrongKeys: createWrongKeys(world),
      clients: createClients(() => ({})),
      gateway: () => ({ counted: async () => {}, running }),
      health: () => [
        {
          base: 'http://127.0.0.1:11434',
          healthy: true,
          circuit: 'closed',
          running: 1,
          models: null,
          loaded: new Set(['llama3']),
        },
      ],
    },
    { '/admin/': ['text/html', '<title>x</title>'] },
  );
  const { url, close } = await startAdminListener({
    ...{ host: '127.0.0.1', port: 0, ready: async () => true },
    metrics: { contentType: 'text/plain', text: async () => '' },
    admin: async () => handler,
  });

  /** Calls a path below `/admin/v1`. */
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const response = await fetch(`${url}/admin/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${admin.text}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  return { url, close, store, clock, admin, user, stopped, call };
};
