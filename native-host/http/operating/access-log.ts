import { isModelName } from '../../access/model-names.ts';
import type { RequestObserver } from '../../gateway/usage/request-record.ts';
import { printable } from './printable.ts';

/** Longest name in the log. It is longer than that of other texts, for a registry, a user and a tag. */
const MAX_NAME = 200;

/** A valid model name is logged unchanged. Other names may contain anything, so they are escaped. */
const nameOf = (name: string): string =>
  isModelName(name) && name.length <= MAX_NAME ? name : printable(name, MAX_NAME);

/**
 * Writes one line of JSON in printable ASCII for each completed request: the caller, the operation, the result and the
 * duration. Contains no content, key or address: the id of the grant identifies the caller.
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
      models: models.map(nameOf),
      firstByteMs: rounded(firstByteMs),
      ms: rounded(ms),
    };
    write(`${JSON.stringify(line)}\n`);
  },
});
