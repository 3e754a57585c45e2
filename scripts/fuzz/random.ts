/** A pseudo-random generator: the same seed repeats the same run. */
export interface Random {
  /** An integer from 0 to `limit` - 1. */
  int(limit: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  bytes(length: number): Buffer;
}

/** Creates the generator mulberry32: 32 bits of state, uniform enough to choose test cases. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (limit: number) => Math.floor(next() * limit);
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (items) => items[int(items.length)] as (typeof items)[number],
    bytes: (length) => Buffer.from(Array.from({ length }, () => int(256))),
  };
};

/** Makes a handler that throws an error again, with the seed that repeats the run in its message. */
export const withSeed = (seed: number) => (cause: unknown) => {
  throw new Error(`With the seed ${seed}: ${cause instanceof Error ? cause.message : cause}`, { cause });
};
