import { COMPANION_IDS, HOST_NAME } from '../../../shared/identity.ts';
import type { CauseName } from '../finding.ts';
import type { Policies } from './read-policies.ts';

/** Whether a block list applies to any of these names, and the allow list to none. `*` blocks everything else. */
const blocks = (
  blocked: readonly string[] = [],
  allowed: readonly string[] = [],
  names: readonly string[] = [],
): boolean =>
  !names.some((name) => allowed.includes(name)) &&
  (blocked.includes('*') || names.some((name) => blocked.includes(name)));

/**
 * The policy that keeps a browser from starting the host; undefined if there is none. Pure.
 * @param system whether the host is installed for all users
 */
export const judgePolicies = (policies: Policies, system: boolean): CauseName | undefined => {
  if (blocks(policies.ExtensionInstallBlocklist, policies.ExtensionInstallAllowlist, COMPANION_IDS))
    return 'extension_blocked';
  if (blocks(policies.NativeMessagingBlocklist, policies.NativeMessagingAllowlist, [HOST_NAME]))
    return 'policy_blocked';
  return policies.NativeMessagingUserLevelHosts === false && !system ? 'policy_user_hosts' : undefined;
};
