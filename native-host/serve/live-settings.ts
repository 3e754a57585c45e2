import { hostname, networkInterfaces } from 'node:os';
import { type ApiKeys, createApiKeys, environmentGrant } from '../http/api-keys.ts';
import { createHostAllowList } from '../http/host-allow-list.ts';
import { createHostWarning } from '../http/host-warning.ts';
import { createKeyedOriginPolicy } from '../http/keyed-origin-policy.ts';
import { rememberKeys } from '../http/known-keys.ts';
import { createOpenOriginPolicy } from '../http/open-origin-policy.ts';
import type { OriginPolicy } from '../http/origin-policy.ts';
import type { Store } from '../store/contract.ts';
import type { EnvironmentKey } from './environment-keys.ts';
import type { ServeSettings } from './run-serve.ts';

/** What SIGHUP replaces. Requests that are running keep what they began with. */
interface Live {
  readonly settings: ServeSettings;
  readonly originPolicy: OriginPolicy;
  readonly keys: ApiKeys;
  /** How many keys the environment has. */
  readonly environmentKeys: number;
}

/** What follows from the settings and the keys of the environment. */
export const liveOf = (
  { store, explain }: { readonly store: Store; explain(line: string): void },
  keys: readonly EnvironmentKey[],
  settings: ServeSettings,
): Live => {
  const environment = keys.map(({ id, name, key }) => ({
    key,
    grant: environmentGrant(id, name, settings.scopes),
  }));
  return {
    settings,
    originPolicy: originPolicyOf(settings, explain),
    keys: rememberKeys(createApiKeys({ store, environment }), store),
    environmentKeys: keys.length,
  };
};

/** The Host and Origin rules: Ollama's own without keys, stricter ones with keys. */
const originPolicyOf = (
  { listen, origin: origins, allowHost: allowed, strictHost, open }: ServeSettings,
  explain: (line: string) => void,
): OriginPolicy => {
  const name = hostname();
  if (!open) {
    const isHostKnown = createHostAllowList({ listen: listen.host, allowed, hostname: name });
    const onUnknownHost = strictHost ? undefined : createHostWarning(explain);
    return createKeyedOriginPolicy({ isHostKnown, onUnknownHost, origins });
  }
  const addresses = Object.values(networkInterfaces()).flatMap((list = []) =>
    list.map(({ address }) => address),
  );
  return createOpenOriginPolicy({ origins, hostname: name, addresses });
};
