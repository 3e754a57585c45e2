import { type Store, TOUCH_STEP_MS } from '../store/contract.ts';

/** Milliseconds before a use of the same grant is passed on to the store again. */
const AGAIN_MS = TOUCH_STEP_MS / 2;

/** Most grants whose last use is remembered. */
const MAX_GRANTS = 1_000;

/** Returns a function that notes the use of a grant in the store, once its request is on its way. */
export const createUseNotes = (
  { grants }: { readonly grants: Pick<Store['grants'], 'touch'> },
  now: () => number,
): ((grantId: string) => void) => {
  const noted = new Map<string, number>();
  return (grantId) => {
    const at = now();
    const before = noted.get(grantId);
    if (before !== undefined && at - before < AGAIN_MS) return;
    if (noted.size >= MAX_GRANTS) noted.clear();
    noted.set(grantId, at);
    // The store reports its own failures.
    setImmediate(() => void grants.touch(grantId).catch(() => {}));
  };
};
