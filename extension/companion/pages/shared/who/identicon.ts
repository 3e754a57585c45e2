/** A picture of an ID: 5 by 5 cells, symmetric, in one hue. Different IDs rarely have the same one. */
export interface Identicon {
  /** In degrees. */
  readonly hue: number;
  /** The filled cells. */
  readonly cells: readonly { readonly x: number; readonly y: number }[];
}

const SIDE = 5;

/** The columns that the picture does not mirror. */
const COLUMNS = Math.ceil(SIDE / 2);

/** Distance between two hues, in degrees: smaller ones look the same. */
const HUE_STEP = 15;

/** 32 bits of FNV-1a with a final mix (http://www.isthe.com/chongo/tech/comp/fnv/). Similar IDs differ in half of the bits. */
const hash = (text: string): number => {
  let bits = 0x811c9dc5;
  for (const character of text) bits = Math.imul(bits ^ (character.codePointAt(0) ?? 0), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};

/** Makes the picture of an ID. It depends on nothing else, so that an extension always has the same one. */
export const identicon = (id: string): Identicon => {
  const bits = hash(id);
  const cells = Array.from({ length: SIDE * SIDE }, (_, at) => ({ x: at % SIDE, y: Math.floor(at / SIDE) }));
  return {
    hue: (hash(`hue ${id}`) % (360 / HUE_STEP)) * HUE_STEP,
    cells: cells.filter(({ x, y }) => (bits >>> (Math.min(x, SIDE - 1 - x) + y * COLUMNS)) & 1),
  };
};
