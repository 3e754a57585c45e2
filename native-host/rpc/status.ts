import { summarise } from '../../shared/access/grant.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { Hop, HostStatus } from '../../shared/protocol/status.ts';
import { describeUpstreamError } from '../gateway/upstream-fault.ts';
import type { Probed } from '../relay/ollama-probe.ts';
import type { CallContext } from './call-context.ts';

/** The state of Ollama, with its version and address. Only the companion gets the system's error code. */
const describe = (probed: Probed, address: string, own: boolean): HostStatus['ollama'] => {
  if ('version' in probed) return { state: 'ready', version: probed.version, address };
  const { code, message, detail } = describeUpstreamError(probed.error, false, address);
  return { state: 'problem', problem: problem(code, own ? detail : message), address };
};

/** The same for a caller without permission: only whether Ollama responds. */
const stateAlone = (probed: Probed): Hop =>
  'version' in probed
    ? { state: 'ready' }
    : { state: 'problem', problem: problem('ollama_unreachable', 'Ollama does not answer.') };

/**
 * How old the result of a check may be for callers without permission, in milliseconds, so that they cannot send more than
 * one request per second to Ollama. All others get a new result, as *Check again* must not repeat an old one.
 */
const MAX_AGE_MS = 1_000;

/** The state of the connection from the host on, for this caller. */
export const status = async ({ caller, context, authorizer }: CallContext): Promise<HostStatus> => {
  const { probe, pairing, version, upstream } = context;
  const { address } = upstream;
  const [grant, access] = await Promise.all([authorizer.grant(), authorizer.hop()]);
  const mayKnow = caller.own || access.state === 'ready';
  const probed = await probe.look(mayKnow ? 0 : MAX_AGE_MS);
  return {
    version,
    paired: (await pairing.grant()) !== null,
    grant: grant && summarise(grant),
    access,
    ollama: mayKnow ? describe(probed, address, caller.own) : stateAlone(probed),
  };
};
