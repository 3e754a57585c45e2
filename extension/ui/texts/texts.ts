import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { en } from './en.ts';

/** What happened, and what to do next. */
type ProblemWords = readonly [what: string, help: string];

/** The type of a translation of an English table. */
export type Translated<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends string ? string : Translated<Table[Key]>;
};

/** The messages and the help of problems by their codes. */
export type Problems = Readonly<Partial<Record<ErrorCode, ProblemWords>>>;

/** The texts of the kit and of the SDK’s element. `{…}` is a value, and backticks mark a command. */
export type Texts = Omit<Translated<typeof en>, 'problems' | 'keyProblems'> & {
  /** Problems that the status or a key may have. Empty in English, the language of the original messages. */
  readonly problems: Problems;
  readonly keyProblems: Readonly<Record<keyof typeof en.keyProblems, ProblemWords>>;
};

/** Texts with their language tag. */
export interface Language {
  readonly lang: string;
  readonly texts: Texts;
}

/** What every view of the kit needs. */
export interface Words extends Language {
  /** Makes screen readers speak a text that is shown elsewhere. */
  announce(text: string): void;
}
