import type { Store } from '../open-store.ts';
import type { PostgresStoreOptions } from './open-postgres-store.ts';

const PARTS = [
  'grants',
  'denials',
  'dismissals',
  'settings',
  'audit',
  'usage',
  'turns',
  'leases',
  'contents',
] as const satisfies readonly (keyof Store)[];

type Methods = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

/**
 * The store in a PostgreSQL database, for who wants one at once: it is connected to by the first that is asked of
 * it, and the client is loaded only then. What is asked rejects with a StoreError where that fails.
 */
export const openPostgresLater = (
  address: string,
  now: () => number = Date.now,
  options: PostgresStoreOptions = {},
): Store => {
  let opened: Promise<Store> | undefined;
  const open = () => {
    opened ??= import('./open-postgres-store.ts').then(({ openPostgresStore }) =>
      openPostgresStore(address, now, options),
    );
    return opened;
  };
  const part = (name: (typeof PARTS)[number]) =>
    new Proxy({} as Methods, {
      get:
        (_, method: string) =>
        async (...args: unknown[]) => {
          const methods = (await open())[name] as unknown as Methods;
          return methods[method]?.(...args);
        },
    });
  return {
    ...(Object.fromEntries(PARTS.map((name) => [name, part(name)])) as unknown as Pick<
      Store,
      (typeof PARTS)[number]
    >),
    onChange(listener) {
      let stopped = false;
      let stop = () => {};
      // Where it can't be opened, whoever asks for something is told.
      open().then(
        (store) => {
          if (!stopped) stop = store.onChange(listener);
        },
        () => {},
      );
      return () => {
        stopped = true;
        stop();
      };
    },
    async close() {
      const store = await opened?.catch(() => undefined);
      await store?.close();
    },
  };
};
