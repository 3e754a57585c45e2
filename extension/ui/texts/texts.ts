import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { en } from './en.ts';

/** What happened, and what to do. */
type ProblemWords = readonly [what: string, help: string];

/** The shape of a table of English texts, for its translations. */
export type Translated<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends string ? string : Translated<Table[Key]>;
};

/** The texts of the kit and of the SDK’s element. `{…}` is filled in; what is in backticks is a command. */
export type Texts = Omit<Translated<typeof en>, 'problems' | 'keyProblems'> & {
  /** The codes that the status, or the check of a key, may have. None in English, in which problems come. */
  readonly problems: Readonly<Partial<Record<ErrorCode, ProblemWords>>>;
  readonly keyProblems: Readonly<Record<keyof typeof en.keyProblems, ProblemWords>>;
};

/** Texts and the tag of their language. */
export interface Language {
  readonly lang: string;
  readonly texts: Texts;
}

/** What every view of the kit needs in order to say something. */
export interface Words extends Language {
  /** Has screen readers speak what is shown elsewhere. */
  announce(text: string): void;
}
