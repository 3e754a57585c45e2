/** A part of a sentence: plain text, or code that was in backticks. */
export interface Stretch {
  readonly text: string;
  readonly code: boolean;
  /** Whether the code is a command line to copy. A single word is only a name. */
  readonly command: boolean;
}

/** Splits a sentence at its backticks. */
export const splitCommands = (sentence: string): readonly Stretch[] =>
  sentence
    .split('`')
    .map((text, index) => ({ text, code: index % 2 === 1, command: index % 2 === 1 && text.includes(' ') }))
    .filter(({ text }) => text !== '');
