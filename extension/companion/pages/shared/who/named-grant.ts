import type { Grant } from '../../../../../shared/access/grant.ts';
import { isSameName } from '../../../../../shared/access/grant-name.ts';

/** What an extension is called besides the name that the browser knows. */
export interface KnownNames {
  /** The name that the user gave it. */
  readonly given?: string | undefined;
  /** The name that it claims. */
  readonly claimed?: string | undefined;
}

/** The names in a grant of an extension. The store names it by the claim or the id until the user renames it. */
export const namesOf = ({
  name,
  caller,
  claimedName,
}: Pick<Grant, 'name' | 'caller' | 'claimedName'>): KnownNames => ({
  given: name === caller || name === claimedName ? undefined : name,
  claimed: claimedName ?? undefined,
});

type Named = Pick<Grant, 'name' | 'caller' | 'claimedName'>;

/** Whether another extension among `grants` has the same name as the extension of a grant. */
export const hasNamesake = (grant: Named, grants: readonly Named[]): boolean => {
  const namesIn = ({ name, claimedName }: Named) => [name, claimedName].filter((each) => each !== null);
  return grants.some(
    (other) =>
      other.caller !== grant.caller &&
      namesIn(other).some((one) => namesIn(grant).some((two) => isSameName(one, two))),
  );
};
