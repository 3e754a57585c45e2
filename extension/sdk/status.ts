import type { Hop, HostStatus, TurnkeyStatus } from '../../shared/protocol/status.ts';
import type { Connection } from './connection.ts';
import { isTurnkeyError, problemOf } from './errors/turnkey-error.ts';
import { meansAbsent } from './is-absent.ts';
import { repeatOnce } from './repeat-once.ts';
import type { Session } from './session/session.ts';

const READY: Hop = { state: 'ready' };
const UNKNOWN: Hop = { state: 'unknown' };

/** Codes that stand for a companion that is not there; every other one comes from the host behind it. */
const COMPANION = new Set(['companion_missing', 'companion_mismatch']);

const whole = (
  hops: Pick<TurnkeyStatus, 'companion' | 'host' | 'access' | 'ollama'>,
  rest?: Partial<TurnkeyStatus>,
) => {
  const problem = [hops.companion, hops.host, hops.access, hops.ollama].find(
    ({ problem }) => problem,
  )?.problem;
  return { ready: problem === undefined, grant: null, fallback: false, problem, ...hops, ...rest };
};

/** Asks every hop on the way to Ollama how it is. Never rejects for a broken way: that is the answer. */
export const readStatus = async (
  connection: Connection,
  signal?: AbortSignal,
  fallback = false,
): Promise<TurnkeyStatus> => {
  try {
    const ask = (session: Session) => session.call('status', undefined, signal);
    const answer = (await repeatOnce(connection, { harmless: true, signal }, ask)) as HostStatus;
    const { access, ollama, grant, version } = answer;
    return whole({ companion: READY, host: { ...READY, version }, access, ollama }, { grant });
  } catch (error) {
    if (!isTurnkeyError(error)) throw error;
    const used = { fallback: fallback && meansAbsent(error) };
    const problem: Hop = { state: 'problem', problem: problemOf(error) };
    return COMPANION.has(error.code)
      ? whole({ companion: problem, host: UNKNOWN, access: UNKNOWN, ollama: UNKNOWN }, used)
      : whole({ companion: READY, host: problem, access: UNKNOWN, ollama: UNKNOWN }, used);
  }
};
