import { describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../contract.ts';
import { newGrant as grant } from './new-grant.ts';
import type { OpenPlace } from './store-suite.ts';

/** The tests of the transactions of every store. `newPlace` creates an empty one. */
export const transactionSuite = (name: string, newPlace: () => OpenPlace | Promise<OpenPlace>): void => {
  /** Two processes with the same store. */
  const setTwo = async () => {
    const open = await newPlace();
    const own = async () => {
      const store = await open(() => 1_000);
      onTestFinished(() => store.close());
      return store;
    };
    return { store: await own(), other: await own() };
  };

  /** The rows that a transaction has written. */
  const held = async ({ grants, denials, audit, settings }: Store) => ({
    grants: (await grants.list()).map(({ id }) => id),
    denials: (await denials.list()).map(({ caller }) => caller),
    acts: (await audit.list()).map(({ act }) => act),
    setting: await settings.get('upstream'),
  });

  describe(`transactions: ${name}`, () => {
    test('a transaction sees its own changes, and commits all of them', async () => {
      const { store, other } = await setTwo();
      const result = await store.transaction(async ({ grants, denials, dismissals, audit, settings }) => {
        await grants.create(grant('one', { caller: 'me' }));
        await denials.add('you');
        await dismissals.note('me', 1);
        await audit.add({ at: 1, act: 'created', subject: 'one' });
        await settings.set('upstream', 'http://ollama');
        const [own] = await grants.forCaller('me');
        return [own?.id, await denials.has('you'), await settings.get('upstream')];
      });
      expect(result).toEqual(['one', true, 'http://ollama']);
      const all = { grants: ['one'], denials: ['you'], acts: ['created'], setting: 'http://ollama' };
      expect(await held(other)).toEqual(all);
      expect(await held(store)).toEqual(all);
    });

    test('a transaction that rejects commits nothing, for its own errors and those of the store', async () => {
      const { store, other } = await setTwo();
      await store.grants.create(grant('one'));
      const none = await held(other);
      const own = new Error('of the caller');
      const rejected = store.transaction(async ({ grants, denials }) => {
        await grants.revoke('one');
        await denials.add('you');
        throw own;
      });
      await expect(rejected).rejects.toBe(own);
      const failed = store.transaction(async ({ denials, grants }) => {
        await denials.add('you');
        await grants.create(grant('one'));
      });
      await expect(failed).rejects.toMatchObject({ code: 'store_failed' });
      expect(await held(other)).toEqual(none);
      expect((await store.grants.byId('one'))?.revokedAt).toBeNull();
      // The transaction is not left open.
      await store.denials.add('them');
      expect(await other.denials.has('them')).toBe(true);
    });

    test('cached grants are read again after a transaction', async () => {
      const { store } = await setTwo();
      await store.grants.create(grant('one', { caller: 'me' }));
      onTestFinished(store.onChange(() => {}));
      expect([await store.grants.forCaller('me'), await store.grants.byId('one')]).toMatchObject([[{}], {}]);
      await store.transaction(({ grants }) => grants.revoke('one'));
      expect(await store.grants.forCaller('me')).toEqual([]);
      expect((await store.grants.byId('one'))?.revokedAt).toBe(1_000);
      expect((await store.grants.credential('one'))?.grant.revokedAt).toBe(1_000);
    });

    test('other calls of the process are not part of a transaction that is rolled back', async () => {
      const { store, other } = await setTwo();
      const own = new Error('of the caller');
      const undone = store.transaction(async ({ denials }) => {
        for (let at = 0; at < 20; at += 1) await denials.add(`denied ${at}`);
        throw own;
      });
      const beside = Array.from({ length: 20 }, async (_, at) => {
        await store.grants.create(grant(`one${at}`));
        await store.usage.add({
          ...{ grantId: `one${at}`, day: '2026-11-24', hour: 0, model: '', requests: 1, errors: 0 },
          ...{ promptTokens: 0, outputTokens: 0, ms: 0 },
        });
        await store.requestCounts.add('one', 1);
        await (await store.leases.take('one', 100))?.release();
      });
      await Promise.all([expect(undone).rejects.toBe(own), ...beside]);
      expect(await other.denials.list()).toEqual([]);
      expect(await other.grants.list()).toHaveLength(20);
      expect(await other.usage.list()).toHaveLength(20);
      expect(await other.requestCounts.add('one', 1)).toBe(21);
    });

    test('transactions of several processes are serialised, and each sees the changes of the previous one', async () => {
      const { store, other } = await setTwo();
      await store.settings.set('count', '0');
      const allow = (from: Store, at: number) =>
        from.transaction(async ({ grants, settings, audit }) => {
          const terms = { kind: 'approval', caller: 'me' } as const;
          const made = await grants.createSole(grant(`at-${at}`, terms));
          await audit.add({ at, act: made ? 'allowed' : 'changed', subject: 'me' });
          const count = Number(await settings.get('count'));
          await settings.set('count', String(count + 1));
        });
      await Promise.all(Array.from({ length: 8 }, (_, at) => allow(at % 2 ? store : other, at)));
      const acts = (await store.audit.list()).map(({ act }) => act);
      expect(acts).toEqual(['allowed', ...Array(7).fill('changed')]);
      expect(await store.grants.forCaller('me')).toHaveLength(1);
      expect(await other.settings.get('count')).toBe('8');
    });

    test('the changes of a transaction are reported once in each process, and none if there are none', async () => {
      const { store, other } = await setTwo();
      await store.grants.create(grant('one'));
      const hear = async (from: Store) => {
        let times = 0;
        let wake = () => {};
        const started = Promise.withResolvers<void>();
        wake = started.resolve;
        onTestFinished(
          from.onChange(() => {
            times += 1;
            wake();
          }),
        );
        return {
          next: () => {
            const { promise, resolve } = Promise.withResolvers<void>();
            wake = resolve;
            return promise;
          },
          times: () => times,
        };
      };
      const heard = [await hear(store), await hear(other)];
      // Both listen from here on: a store may notify once when it starts listening.
      const first = heard.map(({ next }) => next());
      await store.denials.add('first');
      await Promise.all(first);
      const before = heard.map(({ times }) => times());
      const notified = heard.map(({ next }) => next());
      await store.transaction(async ({ grants, denials }) => {
        await grants.setDisabled('one', true);
        await grants.create(grant('two'));
        await denials.add('you');
        await denials.remove('first');
      });
      await Promise.all(notified);
      await store.transaction(async ({ grants, audit }) => {
        await grants.list();
        await audit.add({ at: 1, act: 'created', subject: 'one' });
      });
      const last = heard.map(({ next }) => next());
      await store.grants.revoke('one');
      await Promise.all(last);
      expect(heard.map(({ times }, at) => times() - (before[at] ?? 0))).toEqual([2, 2]);
    });
  });
};
