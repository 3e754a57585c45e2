import { summarise } from '../../shared/access/grant.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { Hop, HostStatus } from '../../shared/protocol/status.ts';
import { describeUpstreamError } from '../gateway/upstream-fault.ts';
import type { Probed } from '../relay/ollama-probe.ts';
import type { CallContext } from './call-context.ts';

/** The hop to Ollama, with its version and address. The system's own code is for the companion's pages. */
const describe = (probed: Probed, address: string, own: boolean): HostStatus['ollama'] => {
  if ('version' in probed) return { state: 'ready', version: probed.version, address };
  const { code, message, detail } = describeUpstreamError(probed.error, false, address);
  return { state: 'problem', problem: problem(code, own ? detail : message), address };
};

/** The same for a caller that may not use Ollama: whether it is there, and nothing else. */
const stateAlone = (probed: Probed): Hop =>
  'version' in probed
    ? { state: 'ready' }
    : { state: 'problem', problem: problem('ollama_unreachable', 'Ollama does not answer.') };

/**
 * How old an answer of Ollama may be for a caller that may not use it, in milliseconds: it cannot reach Ollama more often
 * than once a second, however often it asks. Others ask Ollama itself, since "Check again" must not repeat an old answer.
 */
const STRANGER_MS = 1_000;

/** The state of the hops behind the host, for this caller. */
export const status = async ({ caller, context, gate }: CallContext): Promise<HostStatus> => {
  const { address, probe, pairing, version } = context;
  const [grant, access] = await Promise.all([gate.grant(), gate.hop()]);
  const mayKnow = caller.own || access.state === 'ready';
  const probed = await probe.look(mayKnow ? 0 : STRANGER_MS);
  return {
    version,
    paired: (await pairing.grant()) !== null,
    grant: grant && summarise(grant),
    access,
    ollama: mayKnow ? describe(probed, address, caller.own) : stateAlone(probed),
  };
};
