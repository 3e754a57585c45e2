import type { Grant } from '../../../../../shared/access/grant.ts';
import type { User } from '../../../../ui/usage/summary.ts';
import { extensionInfo } from '../../shared/who/extension-info.ts';
import { namesOf } from '../../shared/who/named-grant.ts';

type Named = Pick<Grant, 'id' | 'name' | 'kind' | 'caller' | 'claimedName'>;

/** HTTP clients share this caller. */
const HTTP = 'http';

const isExtension = ({ kind, caller }: Named): boolean =>
  kind !== 'pairing' && caller !== null && caller !== HTTP;

const nameOf = async (grant: Named): Promise<string> => {
  const { kind, name, caller } = grant;
  if (!isExtension(grant) || caller === null) return name;
  const { given, claimed } =
    kind === 'key' ? { given: undefined, claimed: grant.claimedName } : namesOf(grant);
  return given ?? (await extensionInfo(caller))?.name ?? claimed ?? caller;
};

/** Returns a function that finds the user of a grant. The use of a deleted grant belongs to its id. */
export const usersOf = async (grants: readonly Named[]): Promise<(grantId: string) => User> => {
  const users = new Map<string, User>();
  // The newest last: its name counts.
  const named = await Promise.all(
    grants.map(async (grant) => {
      const key = isExtension(grant) ? (grant.caller ?? grant.id) : grant.id;
      return { id: grant.id, key, name: await nameOf(grant) };
    }),
  );
  const names = new Map(named.map(({ key, name }) => [key, name]));
  const isShared = (key: string) =>
    [...names].some(([other, name]) => other !== key && name === names.get(key));
  for (const { id, key } of named) {
    const name = names.get(key) ?? key;
    users.set(id, { key, name: isShared(key) ? `${name} (${key.slice(0, 8)})` : name });
  }
  return (grantId) => users.get(grantId) ?? { key: grantId, name: grantId };
};
