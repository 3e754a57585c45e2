import type { RequestObserver } from '../../gateway/request-observer.ts';
import type { MemberHealth } from '../../relay/group/upstream-group.ts';
import type { Store } from '../../store/open-store.ts';
import { createAccessLog } from './access-log.ts';
import { startAdminListener } from './admin-listener.ts';

interface Options {
  /** Where `/healthz` and `/metrics` are; undefined for nowhere. */
  readonly listen: { readonly host: string; readonly port: number } | undefined;
  /** Takes the lines of the access log; undefined for none. */
  readonly log: ((line: string) => void) | undefined;
  readonly store: Pick<Store, 'settings'>;
  readonly health: (() => readonly MemberHealth[]) | undefined;
  now(): number;
}

/** What an operator sees of one process. */
export interface Operating {
  /** To be told of every request; undefined where nobody looks. */
  readonly observer: RequestObserver | undefined;
  /** Where the operator's listener is, without a slash at its end. */
  readonly url: string | undefined;
  /** From now on whoever asks is told to send requests elsewhere. */
  ending(): void;
  close(): Promise<void>;
}

const toAll = (observers: readonly Partial<RequestObserver>[]): RequestObserver | undefined =>
  observers.length === 0
    ? undefined
    : {
        started(operation) {
          for (const each of observers) each.started?.(operation);
        },
        finished(request) {
          for (const each of observers) each.finished?.(request);
        },
      };

const NOWHERE = { url: undefined, ending: () => {}, close: async () => {} };

/** Starts what was asked for of listener and log. Rejects with the system's error where it can't listen. */
export const startOperating = async ({ listen, log, store, health, now }: Options): Promise<Operating> => {
  const written = log ? [createAccessLog(log, now)] : [];
  if (!listen) return { observer: toAll(written), ...NOWHERE };
  // Nobody else needs the library.
  const { createMetrics } = await import('./metrics.ts');
  const metrics = createMetrics(health ?? (() => []));
  let ending = false;
  const { url, close } = await startAdminListener({
    ...listen,
    metrics,
    async ready() {
      // Any answer will do: it is asked whether there is one.
      await store.settings.get('upstream');
      return !ending;
    },
  });
  return {
    observer: toAll([metrics, ...written]),
    url,
    ending() {
      ending = true;
    },
    close,
  };
};
