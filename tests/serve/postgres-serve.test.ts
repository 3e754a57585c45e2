import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../../native-host/store/postgres/open-postgres-store.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, chat } from './ask.ts';
import { findPostgres, withPostgres } from './find-postgres.ts';
import { PASSWORD } from './start-postgres.ts';
import { createServeEnv, type Served } from './start-serve.ts';
import { usePostgres, withPassword } from './use-postgres.ts';

const bin = findPostgres();

describe.skipIf(bin === undefined)(`two serve processes and ${withPostgres(bin)}`, () => {
  const postgres = usePostgres(bin);

  const setTwo = async (...limits: string[]) => {
    const standIn = createStandIn();
    const upstream = await standIn.start();
    const testEnv = await createServeEnv({ PGPASSWORD: PASSWORD });
    onTestFinished(async () => {
      await testEnv.dispose();
      await standIn.stop();
    });
    const address = await postgres.server.database();
    const store = ['--store', address];
    const key = await testEnv.key('--http', ...limits, ...store);
    const start = () => testEnv.serve(['--upstream', upstream, ...store]);
    const shared = await openPostgresStore(withPassword(address));
    onTestFinished(() => shared.close());
    const [one, other] = await Promise.all([start(), start()]);
    const headers = bearer(key);
    return {
      testEnv,
      standIn,
      one,
      other,
      start,
      headers,
      id: key.split('_')[1] as string,
      cli: (...args: string[]) => testEnv.cli(...args, ...store),
      ask: (served: Served) => served.call('/api/chat', chat(headers, { stream: false })),
      /** A streamed response that has begun and is paused. */
      stream: async (served: Served) => {
        const gate = standIn.holdNext({ afterTokens: 3 });
        const response = await fetch(`${served.url}/api/chat`, {
          ...chat({ ...headers }),
        } as RequestInit);
        await gate.reached;
        return { gate, response };
      },
      requests: async () => {
        const rows = await shared.usage.list();
        return rows.reduce((sum, { requests }) => sum + requests, 0);
      },
    };
  };

  test('share the key, its limit per minute and its usage', async () => {
    const { one, other, ask, requests } = await setTwo('--limit-minute', '4');
    const statuses: number[] = [];
    // Until one is refused: if a new minute starts in between, more are allowed.
    while (!statuses.includes(429)) {
      statuses.push((await ask(statuses.length % 2 ? one : other)).status);
    }
    const passed = statuses.filter((status) => status === 200).length;
    expect([statuses.length - passed, passed >= 4, passed <= 8]).toEqual([1, true, true]);
    // The refused one is counted as an error.
    while ((await requests()) < statuses.length);
    expect(await requests()).toBe(statuses.length);
  });

  test('share the limit of concurrent requests', async () => {
    const { one, other, ask, stream } = await setTwo('--limit-concurrent', '1');
    const { gate, response } = await stream(one);
    const refused = await ask(other);
    expect([refused.status, refused.headers['x-turnkey-error'], refused.headers['retry-after']]).toEqual([
      429,
      'too_many_requests',
      '1',
    ]);
    gate.release();
    await response.text();
    while ((await ask(other)).status !== 200);
  });

  test('a key revoked at one ends a stream at the other', async () => {
    const { standIn, other, ask, stream, id, cli } = await setTwo();
    const { response } = await stream(other);
    const ended = response.text().then(
      () => 'whole',
      () => 'broken off',
    );
    await cli('key', 'revoke', id);
    expect(await ended).toBe('broken off');
    await standIn.waitFor(() => standIn.aborted === 1);
    const { status, headers } = await ask(other);
    expect([status, headers['x-turnkey-error']]).toEqual([401, 'key_revoked']);
  });

  test('one that is killed loses no usage', async () => {
    const { one, other, ask, stream, requests } = await setTwo();
    for (const served of [one, other, one, other]) expect((await ask(served)).status).toBe(200);
    expect(await requests()).toBe(4);
    const { response } = await stream(one);
    one.child.kill('SIGKILL');
    await expect(response.text()).rejects.toThrow();
    await one.ended;
    expect((await ask(other)).status).toBe(200);
    expect(await requests()).toBe(5);
  });

  test.each([
    ['serve', (one: Served) => one.child.kill('SIGKILL')],
    ['the database', () => postgres.server.kill()],
  ])(
    'a client that has the whole response finds it in its usage, also if %s is killed under load',
    async (_, kill) => {
      const { one, ask, requests } = await setTwo();
      let whole = 0;
      const enough = Promise.withResolvers<void>();
      // Until the first response that does not come.
      const client = async () => {
        for (;;) {
          const status = await ask(one).then(
            (answer) => answer.status,
            () => 0,
          );
          if (status !== 200) return;
          whole += 1;
          if (whole === 200) enough.resolve();
        }
      };
      const clients = Array.from({ length: 16 }, client);
      await enough.promise;
      await kill(one);
      await Promise.all(clients);
      await postgres.server.start();
      await expect.poll(requests).toBeGreaterThanOrEqual(whole);
      // A batch whose confirmation was lost is added again, and requests that were not answered whole may be counted.
      expect(await requests()).toBeLessThanOrEqual(whole + 2 * clients.length);
    },
  );

  test('A13: while the database is unreachable requests are refused, and nothing is lost', async () => {
    const { one, other, ask, stream, requests } = await setTwo();
    expect((await ask(one)).status).toBe(200);
    const { gate, response } = await stream(other);
    await postgres.server.stop();
    onTestFinished(() => postgres.server.start());
    for (const served of [one, other]) {
      const { status, headers, body } = await ask(served);
      expect([status, headers['x-turnkey-error']]).toEqual([503, 'store_failed']);
      // Only the operator sees the address.
      expect(body).not.toMatch(/postgres|127\.0\.0\.1|ECONN/);
      await expect.poll(() => served.said()).toContain('(postgres://');
    }
    // Requests that were allowed before continue to their end.
    gate.release();
    expect(await response.text()).toContain('"done":true');
    await postgres.server.start();
    while ((await ask(one)).status !== 200);
    expect((await ask(other)).status).toBe(200);
    // The one that ended while the database was unreachable is counted too.
    while ((await requests()) < 4);
    expect(await requests()).toBe(4);
  });

  test('requests whose key was revoked while the database was unreachable end when it is back', async () => {
    const { other, stream, id, cli } = await setTwo();
    const { response } = await stream(other);
    await postgres.server.stop();
    await postgres.server.start();
    await cli('key', 'revoke', id);
    await expect(response.text()).rejects.toThrow();
  });
});
