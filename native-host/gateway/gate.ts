import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import type { Question, Wanted } from '../access/decide.ts';

/** What a request needs permission for. */
export type Wish = Wanted & Pick<Question, 'remote'>;

/** Authorises the requests of one caller by the current contents of the store. */
export interface Gate {
  readonly caller: Caller;
  /** What callers of this transport can do about a refusal. @default the help of the code */
  readonly help?: (code: DenialCode) => string;
  /** The grant in use, or null. */
  grant(): Promise<Grant | null>;
  /** The current state of that grant, or null if it no longer exists. */
  refresh(grant: Grant): Promise<Grant | null>;
  /**
   * Resolves with the grant that allows the request. May wait for the user, after calling `onWait`. Rejects with a
   * Refusal, or with the signal's reason.
   */
  authorise(wish: Wish, signal: AbortSignal, onWait: () => void): Promise<Grant>;
}
