import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearer, post } from './ask.ts';
import { call } from './call.ts';
import { findPostgres, withPostgres } from './find-postgres.ts';
import { startBalancer } from './start-balancer.ts';
import { startHeldOllama } from './start-held-ollama.ts';
import { PASSWORD } from './start-postgres.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';
import { usePostgres } from './use-postgres.ts';

const bin = findPostgres();
const STREAMS = 50;

/** Two `serve` behind a balancer, with two Ollamas and one PostgreSQL, during 50 streams: what docs/operators promises. */
describe.skipIf(bin === undefined)(
  `two serve processes behind a load balancer, and ${withPostgres(bin)}`,
  () => {
    const postgres = usePostgres(bin);
    let testEnv: ServeEnv;
    let store: string[];
    let ollamas: Awaited<ReturnType<typeof startHeldOllama>>[];
    let served: Served[];
    let balancer: Awaited<ReturnType<typeof startBalancer>>;
    let config: string;
    let key: string;
    let whole = 0;

    const settings = (more = '') => `upstream: [${ollamas.map(({ url }) => url).join(', ')}]\n${more}`;

    beforeAll(async () => {
      ollamas = await Promise.all([startHeldOllama(), startHeldOllama()]);
      testEnv = await createServeEnv({ PGPASSWORD: PASSWORD });
      store = ['--store', await postgres.server.database()];
      config = join(testEnv.folder, 'serve.yaml');
      await writeFile(config, settings());
      key = await testEnv.key(...store);
      const start = () => testEnv.serve(['--config', config, ...store]);
      served = await Promise.all([start(), start()]);
      balancer = await startBalancer(served.map(({ url }) => url));
    });
    afterAll(async () => {
      for (const each of ollamas) each.release();
      await balancer.stop();
      await testEnv.dispose();
      await Promise.all(ollamas.map((each) => each.kill()));
    });

    const heldNow = () => ollamas.reduce((sum, { held }) => sum + held, 0);

    /** Begins streams, and waits until all have their first tokens. Each promise resolves with whether the response is whole. */
    const begin = async (own: string, count: number) => {
      const until = heldNow() + count;
      const streams = Array.from({ length: count }, () =>
        fetch(`${balancer.url}/api/chat`, post({ model: 'm', messages: [] }, bearer(own)) as RequestInit)
          .then((response) => response.text())
          .then(
            (text) => text.includes('"done":true'),
            () => false,
          ),
      );
      await expect.poll(heldNow).toBe(until);
      return streams;
    };

    const release = () => {
      for (const each of ollamas) each.release();
    };

    const countWhole = async (streams: readonly Promise<boolean>[]) => {
      const found = (await Promise.all(streams)).filter(Boolean).length;
      whole += found;
      return found;
    };

    /** A short request on a new connection. */
    const ask = async (own = key, model = 'm') => {
      const { status } = await call(balancer.url, '/api/chat', post({ model, stream: false }, bearer(own)));
      if (status === 200) whole += 1;
      return status;
    };

    const askTwice = async (...args: Parameters<typeof ask>) => [await ask(...args), await ask(...args)];

    test('a revoked key: its streams end at both, all others go on', async () => {
      const other = await testEnv.key(...store);
      const [revoked, kept] = [await begin(other, STREAMS / 2), await begin(key, STREAMS / 2)];
      await testEnv.cli('key', 'revoke', other.split('_')[1] as string, ...store);
      expect(await countWhole(revoked)).toBe(0);
      expect(await askTwice(other)).toEqual([401, 401]);
      release();
      expect(await countWhole(kept)).toBe(STREAMS / 2);
    });

    test.skipIf(process.platform === 'win32')(
      'a configuration that is read again: every stream goes on, and the next request uses it (no SIGHUP on Windows)',
      async () => {
        const streams = await begin(key, STREAMS);
        expect(await askTwice(key, 'gpt-4o')).toEqual([404, 404]);
        await writeFile(config, settings('aliases: {gpt-4o: m}\n'));
        for (const { child } of served) child.kill('SIGHUP');
        for (const { said } of served) await expect.poll(said).toContain('was read again');
        expect(await askTwice(key, 'gpt-4o')).toEqual([200, 200]);
        release();
        expect(await countWhole(streams)).toBe(STREAMS);
      },
    );

    test('a killed Ollama: its streams break off, the others go on, and every new request is answered', async () => {
      const streams = await begin(key, STREAMS);
      const [dying, other] = ollamas as [(typeof ollamas)[0], (typeof ollamas)[0]];
      const lost = dying.held;
      await dying.kill();
      expect([...(await askTwice()), ...(await askTwice())]).toEqual([200, 200, 200, 200]);
      expect([lost > 0, other.held]).toEqual([true, STREAMS - lost]);
      release();
      expect(await countWhole(streams)).toBe(STREAMS - lost);
      await dying.start();
    });

    test('a PostgreSQL that restarts: every stream goes on, new requests get 503 until it is back', async () => {
      const streams = await begin(key, STREAMS);
      await postgres.server.stop();
      expect(await askTwice()).toEqual([503, 503]);
      await postgres.server.start();
      await expect.poll(() => askTwice()).toEqual([200, 200]);
      release();
      expect(await countWhole(streams)).toBe(STREAMS);
    });

    test('a killed process: its streams break off, the others go on, and no whole response is uncounted', async () => {
      const streams = await begin(key, STREAMS);
      let lost = 0;
      for (const each of streams) {
        void each.then((isWhole) => {
          lost += Number(!isWhole);
        });
      }
      const [dying] = served as [Served];
      dying.child.kill('SIGKILL');
      await dying.ended;
      expect(await askTwice()).toEqual([200, 200]);
      await expect.poll(() => [lost > 0, lost + heldNow()]).toEqual([true, STREAMS]);
      release();
      expect(await countWhole(streams)).toBe(STREAMS - lost);
      const counted = async () => {
        const rows = JSON.parse(await testEnv.cli('usage', '--json', ...store)) as { requests: number }[];
        return rows.reduce((sum, { requests }) => sum + requests, 0);
      };
      await expect.poll(counted).toBeGreaterThanOrEqual(whole);
    });
  },
);
