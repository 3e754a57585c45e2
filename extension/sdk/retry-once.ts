import type { Connection } from './connection.ts';
import { mayRetry } from './errors/disconnected.ts';
import type { Session } from './session/session.ts';

/**
 * Runs a request over the connection. If the connection is lost, retries once over a new one, provided that the host
 * had not begun the request or that it is idempotent. A host that cannot be started is retried only if it has worked
 * before. Rejects with the error of the last attempt.
 */
export const retryOnce = async <Result>(
  connection: Connection,
  idempotent: boolean,
  run: (session: Session) => Promise<Result>,
): Promise<Result> => {
  try {
    return await run(connection.session());
  } catch (error) {
    if (!mayRetry(error, idempotent)) throw error;
    if (error.code !== 'interrupted' && !(error.code === 'host_failed' && connection.worked)) throw error;
    return run(connection.session());
  }
};
