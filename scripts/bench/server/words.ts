/** Frequent English words: tokens that differ, as those of a model do. */
const WORDS =
  'the of and to in is you that it he was for on are as with his they at be this have from or one had by word but not what all were we when your can said there use an each which she do how their if will up other about out many then them these so some her would make like him into time has look two more write go see number no way could people my than first water been call who its now find long down day did get come made may part'.split(
    ' ',
  );

/** A generator of numbers from 0 to 1, the same in each run (mulberry32). */
export const createNumbers = (seed = 1): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Some words, each with the space before it. */
export const someWords = (count: number, numbers = createNumbers()): string[] =>
  Array.from({ length: count }, () => ` ${WORDS[Math.floor(numbers() * WORDS.length)]}`);
