import { createHash } from 'node:crypto';

/** The length of SmolLM2's vectors. */
const DIMENSIONS = 576;

/** A vector for a text: the same text gives the same one. */
export function embed(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  let block = Buffer.alloc(0);
  for (let index = 0; index < DIMENSIONS; index += 1) {
    const offset = (index % 8) * 4;
    if (offset === 0) block = createHash('sha256').update(`${index} ${text}`).digest();
    vector[index] = block.readInt32LE(offset) / 2 ** 31;
  }
  return vector;
}

/** The first `dimensions` of a vector (0 is all), at length 1. */
export function normalise(vector: Float32Array, dimensions: number): Float32Array {
  const kept = dimensions > 0 ? vector.subarray(0, dimensions) : vector;
  const length = Math.hypot(...kept);
  return kept.map((value) => value / length);
}

/** The numbers as Go prints a float32: with no more digits than tell it from its neighbours. */
export function shortest(vector: Float32Array): number[] {
  return Array.from(vector, (value) => {
    for (let digits = 6; digits < 9; digits += 1) {
      const short = Number(value.toPrecision(digits));
      if (Math.fround(short) === value) return short;
    }
    return Number(value.toPrecision(9));
  });
}
