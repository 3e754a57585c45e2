import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are in use once all garbage is gone: on the heap, and in buffers beside it. */
export const bytesInUse = async (): Promise<number> => {
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => void setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
