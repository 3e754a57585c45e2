import { summarise } from '../../shared/access/grant.ts';
import { problem } from '../../shared/errors/problem.ts';
import type { HostStatus } from '../../shared/protocol/status.ts';
import { describeUpstreamError } from '../gateway/describe-upstream-error.ts';
import type { Relay } from '../relay/relay.ts';
import type { CallContext } from './call-context.ts';

const PATIENCE_MS = 3000;

/** Asks Ollama for its version; a server that accepts but stays silent counts as one that is not there. */
const readVersion = (relay: Relay, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const settle = () => {
      clearTimeout(patience);
      signal.removeEventListener('abort', giveUp);
    };
    const giveUp = () => {
      settle();
      call.abort();
      reject(new DOMException(`no answer within ${PATIENCE_MS} ms`, 'TimeoutError'));
    };
    const call = relay.send(
      { method: 'GET', path: '/api/version', headers: {}, body: null },
      {
        onHead: () => {},
        onData: (chunk) => chunks.push(chunk),
        onError(error) {
          settle();
          reject(error);
        },
        onEnd() {
          settle();
          try {
            resolve(String(JSON.parse(Buffer.concat(chunks).toString('utf8')).version));
          } catch {
            reject(new Error('not Ollama'));
          }
        },
      },
    );
    const patience = setTimeout(giveUp, PATIENCE_MS).unref();
    signal.addEventListener('abort', giveUp);
  });

/** How the hops behind the host are, for this caller. */
export const status = async ({ context, gate, signal }: CallContext): Promise<HostStatus> => {
  const { address, relay, pairing, version } = context;
  const grant = await gate.grant();
  const ollama = await readVersion(relay, signal).then(
    (found) => ({ state: 'ready' as const, version: found, address }),
    (error: Error) => {
      const { code, message } = describeUpstreamError(error, false, address);
      return { state: 'problem' as const, problem: problem(code, message), address };
    },
  );
  return {
    version,
    paired: (await pairing.grant()) !== null,
    grant: grant && summarise(grant),
    access: await gate.hop(),
    ollama,
  };
};
