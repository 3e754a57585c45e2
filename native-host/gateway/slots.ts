/** Values that are added and removed often. */
export interface Slots<Value> {
  readonly size: number;
  /** Returns the index by which to remove the value. */
  add(value: Value): number;
  /** False if the slot does not hold this value. */
  remove(at: number, value: Value): boolean;
  /** A copy, in no particular order. */
  all(): Value[];
  clear(): void;
}

/**
 * Keeps values in an array with a free list. A `Set` with this many additions and removals keeps removed values alive in its
 * old tables, and collecting those took as long as the rest of the module that used it.
 */
export const createSlots = <Value extends object>(): Slots<Value> => {
  const slots: (Value | undefined)[] = [];
  const free: number[] = [];

  return {
    get size() {
      return slots.length - free.length;
    },
    add(value) {
      const at = free.pop() ?? slots.length;
      slots[at] = value;
      return at;
    },
    remove(at, value) {
      if (slots[at] !== value) return false;
      slots[at] = undefined;
      free.push(at);
      return true;
    },
    all: () => slots.filter((value) => value !== undefined),
    clear() {
      slots.length = 0;
      free.length = 0;
    },
  };
};
