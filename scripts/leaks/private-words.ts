/** The default question of the tests. Its words occur nowhere else in the project. */
export const PRIVATE_PROMPT = 'Where does the grey heron nest this year?';

/** Words of the question and of the stand-in’s answer. No file, log or argument may contain them. */
export const PRIVATE_WORDS: readonly string[] = [
  'the grey heron nest',
  'everybody who asks gets the same friendly answer',
];
