import type { Probed } from '../../relay/ollama-probe.ts';
import type { NewCredential } from '../../settings/set-upstream.ts';
import type { HostUpstream } from '../call-context.ts';

/** An Ollama at `http://127.0.0.1:11434`, a vault in memory, and what the calls did with them. */
export const fakeUpstream = (env?: string) => {
  const secrets = new Map<string, string>();
  const probes: [base: string, credential: NewCredential | undefined][] = [];
  const used: string[] = [];
  /** The answer to every probe. */
  const answer: { probed: Probed } = { probed: { version: '0.35.0' } };
  const vault = {
    place: 'file' as const,
    read: async (base: string) => secrets.get(base),
    write: async (base: string, secret: string) => void secrets.set(base, secret),
    remove: async (base: string) => void secrets.delete(base),
  };
  const upstream: HostUpstream = {
    address: 'http://127.0.0.1:11434',
    env,
    vaults: () => [vault],
    async probe(base, credential) {
      probes.push([base, credential]);
      return answer.probed;
    },
    use: (base) => void used.push(base),
  };
  return { ...upstream, secrets, probes, used, answer };
};
