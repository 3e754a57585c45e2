/** What tests ask unless they ask something of their own. Nothing else in the project holds these words. */
export const PRIVATE_PROMPT = 'Where does the grey heron nest this year?';

/** What is said in confidence: a question, and words of the stand-in’s answer. No file, log or argument may hold them. */
export const PRIVATE_WORDS: readonly string[] = [
  'the grey heron nest',
  'whoever asks gets the same friendly answer',
];
