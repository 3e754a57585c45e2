import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import type { Question, Wanted } from '../access/decide.ts';

/** What a request needs to be allowed for. */
export type Wish = Wanted & Pick<Question, 'remote'>;

/** Whoever asks through one door, and what the store says of it now. */
export interface Gate {
  readonly caller: Caller;
  /** What helps whoever calls through this door. @default what the code says */
  readonly help?: (code: DenialCode) => string;
  /** The grant in use, or null. */
  grant(): Promise<Grant | null>;
  /** That same grant as it stands now, or null if it is gone. */
  refresh(grant: Grant): Promise<Grant | null>;
  /**
   * Gives the grant that allows it. May wait for the user, and says so before; throws a Refusal, or the
   * signal's reason.
   */
  authorise(wish: Wish, signal: AbortSignal, onWait: () => void): Promise<Grant>;
}
