/** A stretch of a sentence: words, or what stood in backticks. */
export interface Stretch {
  readonly text: string;
  readonly code: boolean;
  /** A whole command line, to be copied; a single word is only a name. */
  readonly command: boolean;
}

/** Takes a sentence apart at its `backticks`. */
export const splitCommands = (sentence: string): readonly Stretch[] =>
  sentence
    .split('`')
    .map((text, index) => ({ text, code: index % 2 === 1, command: index % 2 === 1 && text.includes(' ') }))
    .filter(({ text }) => text !== '');
