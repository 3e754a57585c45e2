import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RecentRequest } from '../../../shared/access/recent-request.ts';
import type { HourUsage } from '../../../shared/access/usage.ts';
import { type Lease, MAX_RECENT, type Store } from '../contract.ts';
import { newGrant as grant } from './new-grant.ts';

/** Opens the same store again, as another process would. */
export type OpenPlace = (now: () => number, leaseSeconds?: number) => Store | Promise<Store>;

const DISMISSAL_EXPIRY_MS = 600_000;

const HOUR_MS = 3_600_000;

const count = (change: Partial<HourUsage> = {}): HourUsage => ({
  grantId: 'one',
  day: '2026-11-24',
  hour: 0,
  model: 'llama3',
  requests: 1,
  errors: 0,
  promptTokens: 7,
  outputTokens: 40,
  estimated: 0,
  ms: 900,
  ...change,
});

const request = (at: number): RecentRequest => ({
  ...{ at, grantId: 'one', model: 'llama3', operation: 'chat', state: 'ok', status: 200, code: null },
  ...{ promptTokens: 7, outputTokens: 40, estimated: 0, account: null, firstMs: 90, outputMs: null, ms: 900 },
});

/** The tests of every store. `newPlace` creates an empty one. */
export const storeSuite = (name: string, newPlace: () => OpenPlace | Promise<OpenPlace>): void => {
  /** Two processes with the same store and one clock. */
  const setTwo = async (clock = { now: 1_000 }) => {
    const open = await newPlace();
    const own = async () => {
      const store = await open(() => clock.now);
      onTestFinished(() => store.close());
      return store;
    };
    return { clock, store: await own(), other: await own() };
  };

  const setOne = async (clock?: { now: number }): Promise<Store> => {
    const { store } = await setTwo(clock);
    return store;
  };

  describe(name, () => {
    test('a grant reads back as it was created, also in another process', async () => {
      const { store, other } = await setTwo();
      const given = {
        caller: 'me',
        models: ['llama3'],
        limits: { concurrent: 2, perMinute: 30 },
        expiresAt: 9_000,
        parent: 'key',
        labels: { team: 'research' },
        trust: 'users',
        origin: 'imported',
      } as const;
      const digest = new Uint8Array(32).fill(7);
      const made = await store.grants.create(grant('one', { ...given, digest }));
      expect(made).toEqual({
        id: 'one',
        name: 'Grant one',
        kind: 'key',
        scopes: ['read', 'infer'],
        ...given,
        claimedName: null,
        createdAt: 1_000,
        lastUsedAt: null,
        revokedAt: null,
        disabledAt: null,
      });
      expect(await other.grants.byId('one')).toEqual(made);
      expect((await other.grants.credential('one'))?.digest).toEqual(digest);
      await store.grants.revoke('one');
      await nextTurn();
      expect((await other.grants.byId('one'))?.revokedAt).toBe(1_000);
    });

    test('a missing grant is undefined', async () => {
      const { grants, settings, dismissals } = await setOne();
      await grants.create(grant('approval', { kind: 'approval' }));
      expect(await grants.byId('none')).toBeUndefined();
      expect(await grants.credential('none')).toBeUndefined();
      expect((await grants.credential('approval'))?.digest).toBeNull();
      expect(await settings.get('none')).toBeUndefined();
      expect(await dismissals.get('none')).toBeUndefined();
    });

    test('an id can be used only once', async () => {
      const { grants } = await setOne();
      await grants.create(grant('one'));
      await expect(grants.create(grant('one'))).rejects.toMatchObject({ code: 'store_failed' });
    });

    test('the grants of a caller are those not revoked, newest first', async () => {
      const clock = { now: 1 };
      const { grants } = await setOne(clock);
      for (const id of ['old', 'revoked', 'same']) await grants.create(grant(id, { caller: 'me' }));
      clock.now = 2;
      await grants.create(grant('new', { caller: 'me' }));
      await grants.create(grant('other', { caller: 'you' }));
      await grants.revoke('revoked');
      expect((await grants.forCaller('me')).map(({ id }) => id)).toEqual(['new', 'same', 'old']);
    });

    test('concurrent approvals of a caller create one grant', async () => {
      const { store, other, clock } = await setTwo();
      const approval = (id: string) => grant(id, { kind: 'approval', caller: 'me', expiresAt: 9_000 });
      await store.grants.create(grant('key', { caller: 'me' }));
      const made = await Promise.all(
        [store, other, store, other].map(({ grants }, at) => grants.createSole(approval(`at-${at}`))),
      );
      const [one, ...more] = made.filter((each) => each !== undefined);
      expect([one?.kind, more]).toEqual(['approval', []]);
      const id = one?.id as string;
      await store.grants.setDisabled(id, true);
      expect(await other.grants.createSole(approval('disabled'))).toMatchObject({ id: 'disabled' });
      await store.grants.revoke('disabled');
      expect(await other.grants.createSole(approval('revoked'))).toMatchObject({ id: 'revoked' });
      clock.now = 9_000;
      expect(await other.grants.createSole(approval('expired'))).toMatchObject({ id: 'expired' });
    });

    test('concurrent bindings of a key succeed once', async () => {
      const { store, other } = await setTwo();
      await store.grants.create(grant('one'));
      const asked = [store, other, store, other].map(({ grants }, at) => grants.bind('one', `caller ${at}`));
      const won = await Promise.all(asked);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await other.grants.byId('one'))?.caller).toBe(`caller ${won.indexOf(true)}`);
      expect(await store.grants.bind('none', 'me')).toBe(false);
    });

    test('revoking a key revokes its pairings, and keeps the first time of revocation', async () => {
      const clock = { now: 1 };
      const { grants } = await setOne(clock);
      await grants.create(grant('key'));
      await grants.create(grant('pairing', { kind: 'pairing', parent: 'key' }));
      await grants.create(grant('bystander'));
      clock.now = 2;
      expect(await grants.revoke('key')).toBe(true);
      clock.now = 3;
      expect([await grants.revoke('key'), await grants.revoke('none')]).toEqual([false, false]);
      expect((await grants.list()).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
        ['key', 2],
        ['pairing', 2],
        ['bystander', null],
      ]);
    });

    test('a recent revocation can be undone, with the pairings that it revoked and no others', async () => {
      const clock = { now: 1 };
      const { store, other } = await setTwo(clock);
      await store.grants.create(grant('key'));
      await store.grants.create(grant('before', { kind: 'pairing', parent: 'key' }));
      await store.grants.create(grant('with', { kind: 'pairing', parent: 'key' }));
      await store.grants.revoke('before');
      clock.now = 5;
      await store.grants.revoke('key');
      expect(await other.grants.restore('key', 6)).toBe(false);
      expect(await other.grants.restore('key', 5)).toBe(true);
      expect(await other.grants.restore('key', 5)).toBe(false);
      expect((await store.grants.list()).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
        ['key', null],
        ['before', 1],
        ['with', null],
      ]);
    });

    test('a pairing made with a revoked key is created revoked', async () => {
      const { grants } = await setOne();
      await grants.create(grant('key'));
      await grants.revoke('key');
      const child = await grants.create(grant('pairing', { kind: 'pairing', parent: 'key' }));
      expect(child.revokedAt).toBe(1_000);
    });

    test('no pairing outlives its key, in any order of creation and revocation', async () => {
      const { store, other } = await setTwo();
      for (let round = 0; round < 20; round += 1) {
        const key = `key${round}`;
        await store.grants.create(grant(key));
        await Promise.all([
          other.grants.create(grant(`child${round}`, { kind: 'pairing', parent: key })),
          store.grants.revoke(key),
        ]);
        expect((await store.grants.byId(`child${round}`))?.revokedAt).toBe(1_000);
      }
    });

    test('changing terms keeps omitted limits', async () => {
      const { grants } = await setOne();
      await grants.create(grant('one', { limits: { perMinute: 5 } }));
      const terms = { scopes: ['read'], models: ['a'], expiresAt: 9 } as const;
      expect(await grants.change('one', terms)).toMatchObject({ ...terms, limits: { perMinute: 5 } });
      const free = { ...terms, models: null, expiresAt: null, limits: null };
      expect(await grants.change('one', free)).toMatchObject(free);
      await grants.revoke('one');
      expect([await grants.change('one', terms), await grants.change('none', terms)]).toEqual([
        undefined,
        undefined,
      ]);
    });

    test('a rotated key keeps its order and its old digest', async () => {
      const { grants } = await setOne();
      const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
      const made = await grants.create(grant('one', { digest: first }));
      expect((await grants.credential('one'))?.old).toBeNull();
      expect(await grants.rotate('one', second, 7_000)).toBe(true);
      expect(await grants.byId('one')).toEqual(made);
      expect(await grants.credential('one')).toEqual({
        grant: made,
        digest: second,
        old: { digest: first, until: 7_000 },
      });
      await grants.create(grant('approval', { kind: 'approval' }));
      expect(await grants.rotate('approval', second, 0)).toBe(false);
      expect(await grants.rotate('none', second, 0)).toBe(false);
    });

    test('a grant can be renamed until it is revoked', async () => {
      const { store, other } = await setTwo();
      const made = await store.grants.create(grant('one', { claimedName: 'Notes' }));
      expect(await store.grants.rename('one', 'Mine')).toEqual({ ...made, name: 'Mine' });
      expect(await other.grants.byId('one')).toEqual({ ...made, name: 'Mine' });
      await store.grants.revoke('one');
      expect(await store.grants.rename('one', 'Other')).toBeUndefined();
      expect(await store.grants.rename('none', 'Other')).toBeUndefined();
    });

    test('a claimed name becomes the name of an approval that the user has not renamed', async () => {
      const { grants } = await setOne();
      await grants.create(grant('approval', { kind: 'approval', caller: 'me', name: 'me' }));
      await grants.create(grant('key', { caller: 'me', name: 'Key' }));
      const claim = async (id: string, claimedName: string) => {
        const isChanged = await grants.claimName(id, claimedName);
        const found = await grants.byId(id);
        return [isChanged, found?.name, found?.claimedName];
      };
      expect(await claim('approval', 'Notes')).toEqual([true, 'Notes', 'Notes']);
      expect(await claim('approval', 'Notes')).toEqual([false, 'Notes', 'Notes']);
      expect(await claim('approval', 'Notes 2')).toEqual([true, 'Notes 2', 'Notes 2']);
      await grants.rename('approval', 'Mine');
      expect(await claim('approval', 'Notes 3')).toEqual([true, 'Mine', 'Notes 3']);
      expect(await claim('key', 'Notes')).toEqual([true, 'Key', 'Notes']);
      await grants.revoke('key');
      expect(await claim('key', 'Notes 2')).toEqual([false, 'Key', 'Notes']);
    });

    test('disabling and enabling a grant each have an effect once', async () => {
      const { grants } = await setOne();
      await grants.create(grant('one'));
      const set = (disabled: boolean) => grants.setDisabled('one', disabled);
      expect([await set(false), await set(true), await set(true)]).toEqual([false, true, false]);
      expect((await grants.byId('one'))?.disabledAt).toBe(1_000);
      expect(await set(false)).toBe(true);
      expect((await grants.byId('one'))?.disabledAt).toBeNull();
      await grants.revoke('one');
      expect(await set(true)).toBe(false);
    });

    test('the last use is recorded once a minute', async () => {
      const clock = { now: 0 };
      const { grants } = await setOne(clock);
      await grants.create(grant('one'));
      const usedAt = async (now: number) => {
        clock.now = now;
        await grants.touch('one');
        return (await grants.byId('one'))?.lastUsedAt;
      };
      expect([await usedAt(5), await usedAt(60_005), await usedAt(60_006)]).toEqual([5, 5, 60_006]);
    });

    test('a denial stays until it is removed', async () => {
      const { denials } = await setOne();
      for (const caller of ['me', 'me', 'you']) await denials.add(caller);
      expect(await denials.has('me')).toBe(true);
      expect(await denials.list()).toEqual([
        { caller: 'me', deniedAt: 1_000 },
        { caller: 'you', deniedAt: 1_000 },
      ]);
      await denials.remove('me');
      expect(await denials.has('me')).toBe(false);
    });

    test('consecutive dismissals are counted, and the count restarts after a while', async () => {
      const clock = { now: 1_000 };
      const { dismissals } = await setOne(clock);
      await dismissals.note('one', DISMISSAL_EXPIRY_MS);
      clock.now += DISMISSAL_EXPIRY_MS - 1;
      await dismissals.note('one', DISMISSAL_EXPIRY_MS);
      expect(await dismissals.get('one')).toEqual({ caller: 'one', dismissedAt: clock.now, times: 2 });
      clock.now += DISMISSAL_EXPIRY_MS;
      await dismissals.note('one', DISMISSAL_EXPIRY_MS);
      await dismissals.note('two', DISMISSAL_EXPIRY_MS);
      await dismissals.forget('two');
      expect(await dismissals.list()).toEqual([{ caller: 'one', dismissedAt: clock.now, times: 1 }]);
    });

    test('a setting can be replaced, and removed by null', async () => {
      const { settings } = await setOne();
      await settings.set('upstream', 'one');
      await settings.set('upstream', 'two');
      expect(await settings.get('upstream')).toBe('two');
      await settings.set('upstream', null);
      expect(await settings.get('upstream')).toBeUndefined();
    });

    test('a pause is seen by every process, until it ends', async () => {
      const { store, other } = await setTwo();
      expect([await store.pause.get(), await other.pause.get()]).toEqual([false, false]);
      expect(await store.pause.set(false)).toBe(false);
      const heard = Promise.withResolvers<void>();
      const stop = other.onChange(heard.resolve);
      expect(await store.pause.set(true)).toBe(true);
      expect(await store.pause.set(true)).toBe(false);
      await heard.promise;
      stop();
      expect([await store.pause.get(), await other.pause.get()]).toEqual([true, true]);
      expect(await other.pause.set(false)).toBe(true);
      expect(await other.pause.get()).toBe(false);
    });

    test('the audit is listed in the order of insertion', async () => {
      const { audit } = await setOne();
      await audit.add({ at: 2, act: 'created', subject: 'one' });
      await audit.add({ at: 1, act: 'revoked', subject: 'one', detail: 'by hand' });
      expect(await audit.list()).toEqual([
        { at: 2, act: 'created', subject: 'one', detail: null, actor: null },
        { at: 1, act: 'revoked', subject: 'one', detail: 'by hand', actor: null },
      ]);
    });

    test('the newest of the audit are read in pages, with who acted', async () => {
      const { audit } = await setOne();
      for (const at of [1, 2, 3])
        await audit.add({ at, act: 'created', subject: `key-${at}`, actor: 'admin' });
      const [third, second] = await audit.newest({ limit: 2 });
      expect([third, second]).toMatchObject([
        { at: 3, subject: 'key-3', actor: 'admin' },
        { at: 2, subject: 'key-2' },
      ]);
      expect(await audit.newest({ limit: 9, before: second?.id })).toMatchObject([
        { at: 1, subject: 'key-1' },
      ]);
    });

    test('the audit of a grant has its acts and those on its caller, newest first and bounded', async () => {
      const { audit } = await setOne();
      await audit.add({ at: 1, act: 'allowed', subject: 'me', detail: 'one' });
      await audit.add({ at: 2, act: 'denied', subject: 'me', detail: 'Notes' });
      await audit.add({ at: 3, act: 'denied', subject: 'other', detail: 'one' });
      await audit.add({ at: 4, act: 'allowed', subject: 'me', detail: 'two' });
      await audit.add({ at: 5, act: 'revoked', subject: 'one' });
      const about = async (caller: string | null, limit: number) =>
        (await audit.about({ id: 'one', caller }, limit)).map(({ at }) => at);
      expect(await about('me', 9)).toEqual([5, 2, 1]);
      expect(await about(null, 9)).toEqual([5, 1]);
      expect(await about('me', 2)).toEqual([5, 2]);
    });

    test('concurrent usage of two processes is added up', async () => {
      const { store, other } = await setTwo();
      await Promise.all(Array.from({ length: 60 }, (_, at) => (at % 2 ? store : other).usage.add(count())));
      await store.usage.add(count({ model: '', errors: 1, promptTokens: 0, outputTokens: 0, ms: 0.6 }));
      await store.usage.add(count({ grantId: 'a', day: '2026-11-25' }));
      const sums = { requests: 60, promptTokens: 420, outputTokens: 2_400, ms: 54_000 };
      const listed = [
        count({ model: '', errors: 1, promptTokens: 0, outputTokens: 0, ms: 1 }),
        count(sums),
        count({ grantId: 'a', day: '2026-11-25' }),
      ].map(({ hour: _hour, ...row }) => row);
      expect(await other.usage.list()).toEqual(listed);
      expect(await other.usage.list({ since: '2026-11-25' })).toEqual(listed.slice(2));
      expect(await other.usage.list({ until: '2026-11-24' })).toEqual(listed.slice(0, 2));
    });

    test('many rows of usage are added together, whatever their order, by two processes', async () => {
      const { store, other } = await setTwo();
      const rows = Array.from({ length: 100 }, (_, at) => count({ model: `m${at}` }));
      const few = [count({ model: 'm1' }), count({ model: 'm0' })];
      await Promise.all([
        store.usage.add(...rows),
        other.usage.add(...rows.toReversed()),
        store.usage.add(...few),
        other.usage.add(...few.toReversed()),
      ]);
      const listed = await other.usage.list();
      expect(listed.map(({ requests }) => requests).toSorted()).toEqual([...Array(98).fill(2), 4, 4]);
    });

    test('usage by the hour adds up to that of the day, before and after it is compacted', async () => {
      const { store, other } = await setTwo();
      const hours = [1, 2, 3].map((at) => at * HOUR_MS);
      for (const hour of [...hours, ...hours]) await store.usage.add(count({ hour }));
      await store.usage.add(count({ hour: HOUR_MS, model: 'other' }));
      await store.usage.add(count({ hour: 30 * HOUR_MS, day: '2026-11-25' }));
      const days = await store.usage.list();
      expect(days.map(({ day, model, requests }) => [day, model, requests])).toEqual([
        ['2026-11-24', 'llama3', 6],
        ['2026-11-24', 'other', 1],
        ['2026-11-25', 'llama3', 1],
      ]);
      const listed = async (since: number, until: number, atMost = 10) =>
        (await other.usage.hours({ since, until, atMost })).map(
          ({ hour, model, requests }) => [hour / HOUR_MS, model, requests] as const,
        );
      expect(await listed(HOUR_MS, 3 * HOUR_MS)).toEqual([
        [2, 'llama3', 2],
        [1, 'llama3', 2],
        [1, 'other', 1],
      ]);
      expect(await listed(0, 99 * HOUR_MS, 2)).toEqual([
        [30, 'llama3', 1],
        [3, 'llama3', 2],
      ]);
      await Promise.all([store, other, store].map(({ usage }) => usage.compact(3 * HOUR_MS)));
      expect(await listed(0, 99 * HOUR_MS)).toEqual([
        [30, 'llama3', 1],
        [3, 'llama3', 2],
      ]);
      await store.usage.compact(99 * HOUR_MS);
      expect(await listed(0, 99 * HOUR_MS)).toEqual([[30, 'llama3', 1]]);
      await store.usage.compact(99 * HOUR_MS);
      expect(await listed(0, 99 * HOUR_MS)).toEqual([]);
      expect(await other.usage.list()).toEqual(days);
    });

    test('the newest requests of all processes are kept, up to a limit', async () => {
      const { store, other } = await setTwo();
      await store.recent.add([request(0), request(1)]);
      await other.recent.add([request(2)]);
      const newest = await other.recent.list({ limit: 2 });
      expect(newest).toEqual([
        { ...request(2), id: expect.any(Number) },
        { ...request(1), id: expect.any(Number) },
      ]);
      const before = newest.at(-1)?.id;
      expect(await store.recent.list({ limit: 9, before })).toMatchObject([{ at: 0 }]);
      await store.recent.add(Array.from({ length: MAX_RECENT }, (_, at) => request(at + 3)));
      const kept = await other.recent.list({ limit: 2 * MAX_RECENT });
      expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([MAX_RECENT, MAX_RECENT + 2, 3]);
    });

    test('the requests of a minute are counted over all processes', async () => {
      const { store, other } = await setTwo();
      const requests = Array.from({ length: 10 }, (_, at) =>
        (at % 2 ? store : other).requestCounts.add('one', 5),
      );
      const taken = await Promise.all(requests);
      expect(taken.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect([await store.requestCounts.add('one', 6), await store.requestCounts.add('two', 5)]).toEqual([
        1, 1,
      ]);
    });

    test('the use of a day or a month is counted over all processes, up to its limits', async () => {
      const { store, other } = await setTwo();
      const most = { requests: 5, tokens: 100 };
      const asked = Array.from({ length: 8 }, (_, at) =>
        (at % 2 ? store : other).quotas.take('one', '2026-11-26', most),
      );
      const taken = await Promise.all(asked);
      expect(taken.filter(({ refused }) => !refused).map(({ requests }) => requests)).toHaveLength(5);
      await other.quotas.add('one', '2026-11-26', { requests: -1, tokens: 100 });
      const full = { requests: 4, tokens: 100, refused: true };
      expect(await store.quotas.take('one', '2026-11-26', most)).toEqual(full);
      const more = { ...most, tokens: 101 };
      expect(await store.quotas.take('one', '2026-11-26', more)).toEqual({
        ...full,
        requests: 5,
        refused: false,
      });
      const first = { requests: 1, tokens: 0, refused: false };
      expect(await store.quotas.take('one', '2026-11-27', most)).toEqual(first);
      expect(await store.quotas.take('one', '2026-11', most)).toEqual(first);
      expect(await store.quotas.take('two', '2026-11-27', most)).toEqual(first);
    });

    test('the use of end users is added up by day, key and user', async () => {
      const { store, other } = await setTwo();
      const one = { day: '2026-11-26', grantId: 'one', account: 'ada', requests: 1, errors: 0 };
      const row = { ...one, promptTokens: 2, outputTokens: 3, estimated: 1, ms: 4 };
      await Promise.all([
        store.accounts.add(row, { ...row, account: 'cy' }),
        other.accounts.add({ ...row, account: 'cy' }, row),
      ]);
      await store.accounts.add({ ...row, account: 'bob', day: '2026-11-27' });
      const sum = { ...row, requests: 2, promptTokens: 4, outputTokens: 6, estimated: 2, ms: 8 };
      expect(await other.accounts.list({ until: '2026-11-26' })).toEqual([sum, { ...sum, account: 'cy' }]);
      expect(await other.accounts.list({ since: '2026-11-27' })).toMatchObject([{ account: 'bob' }]);
      await store.accounts.add({ ...row, account: 'bob' });
      await store.accounts.add({ ...row, grantId: 'two' });
      const { day: _, ...total } = sum;
      const { day: __, ...single } = row;
      const days = { since: '2026-11-26', until: '2026-11-26' };
      expect(await other.accounts.totals({ ...days, atMost: 9 })).toEqual([
        total,
        { ...total, account: 'cy' },
        { ...single, account: 'bob' },
        { ...single, grantId: 'two' },
      ]);
      expect(await other.accounts.totals({ ...days, until: '2026-11-27', atMost: 1 })).toMatchObject([
        { account: 'ada', requests: 2 },
      ]);
    });

    test('a grant has labels, trust and origin, and is found by its digest until that is replaced', async () => {
      const { store, other } = await setTwo();
      const digest = new Uint8Array(32).fill(7);
      const labels = { team: 'research', person: 'Ada' };
      await store.grants.create(grant('one', { digest, origin: 'imported', labels }));
      const found = await other.grants.byDigest(digest);
      expect(found?.grant).toMatchObject({ id: 'one', origin: 'imported', labels, trust: null });
      const description = { name: 'Web UI', labels: { team: 'all' }, trust: 'users' } as const;
      expect(await store.grants.describe('one', description)).toMatchObject(description);
      await store.grants.rotate('one', new Uint8Array(32).fill(8), 5_000);
      await nextTurn();
      const rotated = await other.grants.byDigest(digest);
      expect(rotated).toMatchObject({
        grant: { ...description, origin: null },
        old: { digest, until: 5_000 },
      });
      expect(await store.grants.byDigest(new Uint8Array(32))).toBeUndefined();
      expect(await store.grants.describe('none', description)).toBeUndefined();
    });

    test('all processes together take at most the allowed number of leases', async () => {
      const { store, other } = await setTwo();
      const asked = Array.from({ length: 20 }, (_, at) => (at % 2 ? store : other).leases.take('one', 5));
      const held = (await Promise.all(asked)).filter((lease): lease is Lease => lease !== undefined);
      expect(held).toHaveLength(5);
      expect(await store.leases.take('two', 1)).toBeDefined();
      held[0]?.release();
      // Refused until it is released, then granted once.
      let again: Lease | undefined;
      while (!again) {
        await nextTurn();
        again = await other.leases.take('one', 5);
      }
      expect(await store.leases.take('one', 5)).toBeUndefined();
    });

    test('the leases of a killed process expire, and those of a running one do not', async () => {
      const open = await newPlace();
      const [gone, there] = [await open(Date.now, 1), await open(Date.now, 1)];
      onTestFinished(() => there.close());
      const first = [await gone.leases.take('one', 2), await there.leases.take('one', 2)];
      expect(first).not.toContain(undefined);
      expect(await there.leases.take('one', 2)).toBeUndefined();
      // From now on it is not renewed.
      await gone.close();
      let freed: Lease | undefined;
      while (!freed) {
        await nextTurn();
        freed = await there.leases.take('one', 2);
      }
      expect(await there.leases.take('one', 2)).toBeUndefined();
    });

    test('the contents of a store can be written into an empty one, and read back the same', async () => {
      const { store } = await setTwo();
      const digest = new Uint8Array(32).fill(3);
      await store.grants.create(grant('one', { digest, models: ['a'], limits: { perMinute: 5 } }));
      await store.grants.rotate('one', new Uint8Array(32).fill(4), 9_000);
      await store.grants.create(grant('two', { parent: 'one', caller: 'me' }));
      await store.denials.add('you');
      await store.dismissals.note('them', DISMISSAL_EXPIRY_MS);
      await store.settings.set('upstream', 'http://ollama');
      await store.audit.add({ at: 5, act: 'created', subject: 'one' });
      await store.usage.add(count({ hour: HOUR_MS }));
      await store.recent.add([request(1), request(2)]);
      const contents = await store.contents.read();
      expect(contents.grants[0]).toMatchObject({ id: 'one', oldDigest: digest, oldDigestUntil: 9_000 });
      const empty = await setOne();
      await empty.contents.write(contents);
      expect(await empty.contents.read()).toEqual(contents);
      // Nothing is written, because the first row exists already.
      await expect(empty.contents.write({ ...contents, denials: [] })).rejects.toThrow();
      expect(await empty.contents.read()).toEqual(contents);
    });

    test('listeners are notified of changes by either process, until they stop listening', async () => {
      const { store, other } = await setTwo();
      await store.grants.create(grant('one'));
      let notified = 0;
      let wake = () => {};
      const stop = store.onChange(() => {
        notified += 1;
        wake();
      });
      const toldOf = async (change: () => Promise<unknown>) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await change();
        await promise;
      };
      await toldOf(() => other.grants.revoke('one'));
      await toldOf(() => store.denials.add('me'));
      stop();
      const before = notified;
      await store.denials.remove('me');
      expect(notified).toBe(before);
    });

    test('a cached grant is read again after a change by another process is reported', async () => {
      const { store, other } = await setTwo();
      await store.grants.create(grant('one', { caller: 'me' }));
      let notified = Promise.withResolvers<void>();
      onTestFinished(store.onChange(() => notified.resolve()));
      const seen = async () => {
        const [byId, credential, [ofCaller]] = await Promise.all([
          store.grants.byId('one'),
          store.grants.credential('one'),
          store.grants.forCaller('me'),
        ]);
        return [byId?.disabledAt, credential?.grant.disabledAt, ofCaller?.disabledAt];
      };
      expect(await seen()).toEqual([null, null, null]);
      await other.grants.setDisabled('one', true);
      // A store may also notify once when it starts listening.
      while ((await seen()).includes(null)) {
        await notified.promise;
        notified = Promise.withResolvers();
      }
      expect(await seen()).toEqual([1_000, 1_000, 1_000]);
    });

    test('T10: values are never interpreted as SQL', async () => {
      const { grants } = await setOne();
      const id = `'; DROP TABLE grants; --`;
      await grants.create(grant(id, { caller: id }));
      expect(await grants.forCaller(id)).toHaveLength(1);
      expect(await grants.bind(`x' OR '1'='1`, 'me')).toBe(false);
    });

    test('usage can be erased alone, or with all permissions but some', async () => {
      const { store, other } = await setTwo();
      for (const id of ['one', 'two', 'three']) await store.grants.create(grant(id));
      await store.settings.set('upstream', 'http://127.0.0.1:1');
      await store.denials.add('denied');
      await store.usage.add(count());
      await store.requestCounts.add('one', 1);
      await store.transaction(({ erase }) => erase.usage());
      expect([await other.usage.list(), (await other.grants.list()).length]).toEqual([[], 3]);
      await store.audit.add({ at: 1, act: 'created', subject: 'one' });
      await store.transaction(({ erase }) => erase.allBut(['two', 'three']));
      expect((await other.grants.list()).map(({ id }) => id)).toEqual(['two', 'three']);
      expect([await other.denials.list(), await other.audit.list()]).toEqual([[], []]);
      expect(await other.settings.get('upstream')).toBe('http://127.0.0.1:1');
    });

    test('erasing permissions notifies the listeners of this process and of others', async () => {
      const { store, other } = await setTwo();
      await store.grants.create(grant('one'));
      const heard = [store, other].map((each) => new Promise<void>((resolve) => each.onChange(resolve)));
      await store.transaction(({ erase }) => erase.allBut([]));
      await Promise.all(heard);
      expect(await other.grants.byId('one')).toBeUndefined();
    });
  });
};
