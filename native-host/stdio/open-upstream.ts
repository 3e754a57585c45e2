import { credentialOf } from '../credential/credential.ts';
import { createCredentialSource } from '../credential/credential-source.ts';
import { vaultsOf } from '../credential/vaults.ts';
import { createOllamaProbe } from '../relay/ollama-probe.ts';
import { createRelay, type Relay } from '../relay/relay.ts';
import { createSwitchedRelay } from '../relay/switched-relay.ts';
import type { HostUpstream } from '../rpc/call-context.ts';
import type { Settings } from '../store/contract.ts';
import { resolveUpstream } from '../upstream/resolve-upstream.ts';
import { shownAddress } from '../upstream/shown-address.ts';

/**
 * Opens the Ollama of the settings. The owner can change its address while the host runs; other hosts and `serve` use it
 * from their next start.
 * @param data the data directory, which has the credential
 * @param env the value of OLLAMA_HOST
 */
export const openUpstream = async (
  settings: Settings,
  data: string,
  env: string | undefined,
): Promise<{ readonly relay: Relay; readonly upstream: HostUpstream }> => {
  const vaults = () => vaultsOf(data);
  const open = (base: string) => createRelay(base, createCredentialSource(base, settings, vaults));
  const relay = createSwitchedRelay(resolveUpstream(await settings.get('upstream'), env).base, open);
  return {
    relay,
    upstream: {
      get address() {
        return shownAddress(relay.base);
      },
      ...{ env, vaults, use: relay.use },
      async probe(base, credential) {
        const other = credential
          ? createRelay(base, async () => credentialOf(credential, credential.secret))
          : open(base);
        try {
          return await createOllamaProbe(other, Date.now).look(0);
        } finally {
          other.close();
        }
      },
    },
  };
};
