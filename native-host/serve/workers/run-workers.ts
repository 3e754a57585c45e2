import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { UserError } from '../../errors/user-error.ts';
import { startAdminListener } from '../../http/operating/admin-listener.ts';
import { cannotListen } from '../cannot-listen.ts';
import type { ServeContext, ServeSettings } from '../run-serve.ts';
import { untilSignal } from '../until-signal.ts';
import { createLines } from './lines.ts';
import { type FromWorker, RELOAD, STOP } from './messages.ts';
import { createRestarts } from './restarts.ts';

/** Resolves once a worker listens, with false if it ends before. */
const listens = async (worker: Worker): Promise<boolean> => {
  const ended = new AbortController();
  try {
    const { signal } = ended;
    return await Promise.race([
      once(worker, 'listening', { signal }).then(() => true),
      once(worker, 'exit', { signal }).then(() => false),
    ]);
  } finally {
    ended.abort();
  }
};

/** Starts the listener for `/healthz` and `/metrics` of all workers together. */
const startAdmin = async (
  { store: open }: Pick<ServeContext, 'store'>,
  address: NonNullable<ServeSettings['adminListen']>,
  isReady: () => boolean,
) => {
  const { createClusterMetrics } = await import('../../http/operating/cluster-metrics.ts');
  const store = open();
  return startAdminListener({
    ...address,
    metrics: createClusterMetrics(),
    async ready() {
      // Any result shows that the store works.
      await store.settings.get('upstream');
      return isReady();
    },
  }).catch(cannotListen(address, '--admin-listen'));
};

/**
 * Serves with several processes that run the same command and share its address, until this one receives SIGINT or
 * SIGTERM. A worker that ends is replaced. Throws a UserError if the first one cannot start, which has said why.
 */
export const runWorkers = async (
  context: ServeContext,
  { adminListen }: Pick<ServeSettings, 'adminListen'>,
  count: number,
): Promise<void> => {
  const { explain } = context;
  const lines = createLines(explain);
  const stopping = new AbortController();
  const { signal: stopped } = stopping;
  const restarts = createRestarts(stopped);

  const start = (): Worker => {
    const worker = cluster.fork();
    worker.on('message', (message: FromWorker) => lines.take(message));
    return worker;
  };
  const working = () => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const replace = async (_worker: Worker, code: number | null, signal: string | null) => {
    if (stopped.aborted) return;
    const { delay, due } = restarts.next();
    explain(`A process of serve has ended (${signal ?? code}). Another one starts in ${delay / 1_000} s.`);
    if (!(await due)) return;
    const worker = start();
    if (await listens(worker)) explain(`Process ${worker.process.pid} answers requests in its place.`);
  };

  /** Each process reads its own settings again. One that has ended does so when it is replaced, which is now. */
  const reload = () => {
    for (const worker of working()) worker.send(RELOAD, () => {});
    restarts.hurry();
  };
  // Windows cannot send this signal.
  if (process.platform !== 'win32') process.on('SIGHUP', reload);
  cluster.setupPrimary({ exec: process.argv[1] ?? '', args: process.argv.slice(2) });
  const admin =
    adminListen && (await startAdmin(context, adminListen, () => !stopped.aborted && working().length > 0));
  try {
    if (admin) explain(`Health and metrics are at ${admin.url}.`);
    if (!(await listens(start()))) {
      stopping.abort();
      throw new UserError('The first process of serve has ended.', 'Correct what it reported above.');
    }
    cluster.on('exit', replace);
    await Promise.all(Array.from({ length: count - 1 }, () => listens(start())));
    const stop = () => {
      for (const worker of working()) worker.send(STOP);
    };
    const ended = untilSignal(
      process,
      {
        async close() {
          stopping.abort();
          const exits = working().map((worker) => once(worker, 'exit'));
          stop();
          await Promise.all(exits);
        },
        destroy: stop,
      },
      lines.say,
    );
    const pids = working().map(({ process: { pid } }) => pid);
    explain(`${pids.length} processes answer requests: ${pids.join(', ')}.`);
    // Last: a program that reads that the server listens may send a signal at once.
    lines.ready();
    await ended;
  } finally {
    process.off('SIGHUP', reload);
    await admin?.close();
  }
};
