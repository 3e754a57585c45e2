import type { RequestObserver } from '../../gateway/request-observer.ts';

/** Longer names are no names of models; a line stays a line. */
const MAX_NAME = 200;

/**
 * Writes one line of JSON for each request that is over: who, what, how it ended and how long it took. No
 * content, no key, no address: a grant's id says who, and who runs a proxy in front knows the rest.
 */
export const createAccessLog = (
  write: (line: string) => void,
  now: () => number,
): Pick<RequestObserver, 'finished'> => ({
  finished({ models, ms, firstByteMs, ...request }) {
    const rounded = (time: number | null) => (time === null ? null : Math.round(time));
    const line = {
      time: new Date(now()).toISOString(),
      ...request,
      models: models.map((name) => name.slice(0, MAX_NAME)),
      firstByteMs: rounded(firstByteMs),
      ms: rounded(ms),
    };
    write(`${JSON.stringify(line)}\n`);
  },
});
