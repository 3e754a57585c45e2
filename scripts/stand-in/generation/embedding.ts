import { createHash } from 'node:crypto';

/** The length of SmolLM2's vectors. */
const DIMENSIONS = 576;

/** The vector of a text. The same text has the same vector. */
export const embed = (text: string): Float32Array => {
  const bytes = createHash('shake256', { outputLength: 4 * DIMENSIONS })
    .update(text)
    .digest();
  return Float32Array.from({ length: DIMENSIONS }, (_, at) => bytes.readInt32LE(4 * at) / 2 ** 31);
};

/** The first `dimensions` of a vector (0 for all), normalized to length 1. */
export const normalise = (vector: Float32Array, dimensions: number): Float32Array => {
  const kept = dimensions > 0 ? vector.subarray(0, dimensions) : vector;
  const length = Math.hypot(...kept);
  return kept.map((value) => value / length);
};

/** Rounds numbers to the digits of a float32. */
export const toNumbers = (vector: Float32Array): number[] =>
  Array.from(vector, (value) => Number(value.toPrecision(9)));
