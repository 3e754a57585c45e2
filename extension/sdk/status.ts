import type { Hop, TurnkeyStatus } from '../../shared/protocol/status.ts';
import type { Connection } from './connection.ts';
import { isTurnkeyError, problemOf } from './errors/turnkey-error.ts';
import { meansAbsent } from './is-absent.ts';
import { retryOnce } from './retry-once.ts';
import type { Session } from './session/session.ts';

/** Timeout for the whole status, in milliseconds. The host waits three of these seconds for Ollama. */
export const STATUS_TIMEOUT_MS = 10_000;

const READY: Hop = { state: 'ready' };
const UNKNOWN: Hop = { state: 'unknown' };

/** Codes of a companion that cannot be reached. All other codes concern the host. */
const COMPANION = /^companion/;

type Hops = Pick<TurnkeyStatus, 'companion' | 'host' | 'access' | 'ollama'>;

/** `direct`: requests use the fallback, and whether that works. */
const toStatus = (hops: Hops, grant: TurnkeyStatus['grant'] = null, direct?: boolean): TurnkeyStatus => {
  const problem = direct ? undefined : Object.values(hops).find((hop: Hop) => hop.problem)?.problem;
  return { ready: !problem, grant, fallback: direct !== undefined, problem, ...hops };
};

/**
 * Reads the state of each hop between the extension and Ollama. Resolves also if a hop is broken; rejects with the
 * signal's reason if it is aborted. `fallbackWorks`: whether requests reach Ollama while Turnkey is not installed.
 */
export const readStatus = async (
  connection: Connection,
  signal?: AbortSignal,
  fallbackWorks?: (signal?: AbortSignal) => Promise<boolean>,
): Promise<TurnkeyStatus> => {
  try {
    const ask = (session: Session) => session.call('status', undefined, signal);
    const { access, ollama, grant, version } = await retryOnce(connection, true, ask);
    return toStatus({ companion: READY, host: { ...READY, version }, access, ollama }, grant);
  } catch (error) {
    if (!isTurnkeyError(error)) throw error;
    const broken = COMPANION.test(error.code) ? 'companion' : 'host';
    const hops: Hops = {
      companion: READY,
      host: UNKNOWN,
      access: UNKNOWN,
      ollama: UNKNOWN,
      [broken]: { state: 'problem', problem: problemOf(error) },
    };
    return toStatus(hops, null, meansAbsent(error) ? await fallbackWorks?.(signal) : undefined);
  }
};
