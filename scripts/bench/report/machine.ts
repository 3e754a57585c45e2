import { arch, cpus, platform, release, totalmem } from 'node:os';

/** The machine and the software of a measurement. */
export const describeMachine = (browser: string) => ({
  system: `${platform()} ${release()} ${arch()}`,
  processor: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  browser,
  at: new Date().toISOString(),
});
