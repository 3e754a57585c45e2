import type { Hop, TurnkeyStatus } from '../../shared/protocol/status.ts';
import type { Connection } from './connection.ts';
import { isTurnkeyError, problemOf } from './errors/turnkey-error.ts';
import { meansAbsent } from './is-absent.ts';
import { retryOnce } from './retry-once.ts';
import type { Session } from './session/session.ts';

/** How long to wait for the whole status, in milliseconds: the host waits three seconds for Ollama. */
export const STATUS_TIMEOUT_MS = 10_000;

const READY: Hop = { state: 'ready' };
const UNKNOWN: Hop = { state: 'unknown' };

/** Codes of a companion that is not there; every other one comes from the host behind it. */
const COMPANION = /^companion/;

type Hops = Pick<TurnkeyStatus, 'companion' | 'host' | 'access' | 'ollama'>;

const whole = (hops: Hops, grant: TurnkeyStatus['grant'] = null, fallback = false): TurnkeyStatus => {
  const problem = Object.values(hops).find((hop: Hop) => hop.problem)?.problem;
  return { ready: !problem, grant, fallback, problem, ...hops };
};

/** Asks every hop on the way to Ollama how it is. Never rejects for a broken way: that is the answer. */
export const readStatus = async (
  connection: Connection,
  signal?: AbortSignal,
  fallback = false,
): Promise<TurnkeyStatus> => {
  try {
    const ask = (session: Session) => session.call('status', undefined, signal);
    const { access, ollama, grant, version } = await retryOnce(connection, true, ask);
    return whole({ companion: READY, host: { ...READY, version }, access, ollama }, grant);
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
    return whole(hops, null, fallback && meansAbsent(error));
  }
};
