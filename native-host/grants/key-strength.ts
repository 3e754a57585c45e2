/** Placeholders from documentation and examples, which everybody knows. */
const PLACEHOLDERS =
  /^(?:changeme|change-me|secret|password|test|ollama|none|null|undefined|(?:your|my)[-_ ]?.*key.*|<.*>|xxx+|sk-xxx+|choose-a-long-one)$/i;

/** Whether a text is an example of a key rather than a key. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDERS.test(text) || /\s/.test(text);

/** Fewest characters of a key that cannot be guessed by trying. */
export const SHORT_KEY = 16;

/** Fewest different characters of a text that was generated at random, in 16 characters or more. */
const FEW_CHARACTERS = 8;

/** Reasons why a key could be guessed, as in `it has only digits`. */
const WEAKNESSES: readonly (readonly [reason: string, applies: (text: string) => boolean])[] = [
  ['is short', (text) => text.length < SHORT_KEY],
  ['repeats few characters', (text) => new Set(text).size < FEW_CHARACTERS],
  ['has only digits, and fewer than 30', (text) => /^\d{1,29}$/.test(text)],
  [
    'looks like words, not like a random text',
    (text) => /^[a-z]+(?:[-_. ][a-z]+)*\d{0,4}$/i.test(text) && text.length < 28,
  ],
];

/** Why a key could be guessed; undefined if it looks random. */
export const weaknessOf = (text: string): string | undefined =>
  WEAKNESSES.find(([, applies]) => applies(text))?.[0];
