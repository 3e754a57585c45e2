/** Memory for what waits, in blocks that are used again. */
export const BLOCK = 16 * 1024;

/** Blocks that are kept while nobody needs them: 1 MiB. */
const MOST = 64;

const free: Buffer[] = [];

/** A block that nobody else has. What it holds is anything. */
export const takeBlock = (): Buffer => free.pop() ?? Buffer.allocUnsafeSlow(BLOCK);

/** Gives a block back: nobody may look into it from then on. */
export const giveBlock = (block: Buffer): void => {
  if (free.length < MOST) free.push(block);
};
