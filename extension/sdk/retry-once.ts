import type { Connection } from './connection.ts';
import { mayRetry } from './errors/disconnected.ts';
import type { Session } from './session/session.ts';

/**
 * Does something over the connection, and once more over a new line if the first was lost before the host had
 * begun, or if it is idempotent when it is done twice. A host that could not be started is tried again only if it
 * once worked.
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
