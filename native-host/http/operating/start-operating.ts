import { hostname } from 'node:os';
import { VERSION } from '../../../shared/version.ts';
import type { RequestObserver } from '../../gateway/usage/request-record.ts';
import type { MemberHealth } from '../../relay/group/upstream-group.ts';
import type { Store } from '../../store/contract.ts';
import type { AdminHost } from '../admin/route.ts';
import { createAccessLog } from './access-log.ts';
import { startAdminListener } from './admin-listener.ts';
import type { MetricSources } from './metrics.ts';

interface Options {
  /** The address for `/healthz` and `/metrics`; undefined for none. */
  readonly listen: { readonly host: string; readonly port: number } | undefined;
  /** Whether another process collects the metrics, and listens. */
  readonly isWorker: boolean;
  /** Receives the lines of the access log; undefined for none. */
  readonly log: ((line: string) => void) | undefined;
  /** Whether the addresses of clients are in the access log. */
  readonly logClients: boolean;
  readonly store: Pick<Store, 'settings'>;
  readonly health: (() => readonly MemberHealth[]) | undefined;
  readonly activeKeys: MetricSources['activeKeys'];
  /** What the admin page shows and changes. */
  readonly admin: Omit<AdminHost, 'health' | 'now' | 'process' | 'version'>;
  now(): number;
}

/** The access log, the metrics and the health check of one process. */
export interface Operating {
  /** Receives every request; undefined if there is neither metrics nor a log. */
  readonly observer: RequestObserver | undefined;
  /** URL of the operator's listener, without a trailing slash. */
  readonly url: string | undefined;
  /** From now on `/healthz` answers 503, so that a load balancer sends requests elsewhere. */
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

/** Starts the listener and the log if they are configured. Rejects with the system's error if it can't listen. */
export const startOperating = async ({
  listen,
  isWorker,
  log,
  logClients,
  store,
  health = () => [],
  activeKeys,
  admin,
  now,
}: Options): Promise<Operating> => {
  const written = log ? [createAccessLog(log, now, logClients)] : [];
  if (!listen) return { observer: toAll(written), ...NOWHERE };
  // Loaded only here, since only metrics need the library.
  const { createMetrics } = await import('./metrics.ts');
  const metrics = createMetrics({ health, activeKeys, wrongKeys: admin.wrongKeys.total }, isWorker);
  if (isWorker) return { observer: toAll([metrics, ...written]), ...NOWHERE };
  const here = { host: hostname(), pid: process.pid, startedAt: now() };
  const load = async () => {
    const [{ serveAdmin }, { PAGE_FILES }] = await Promise.all([
      import('../admin/serve-admin.ts'),
      import('../admin/page-files.ts'),
    ]);
    return serveAdmin({ ...admin, version: VERSION, process: here, health, now }, PAGE_FILES);
  };
  let handler: ReturnType<typeof load> | undefined;
  let ending = false;
  const { url, close } = await startAdminListener({
    ...listen,
    metrics,
    admin: () => (handler ??= load()),
    async ready() {
      // Any result shows that the store works.
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
