import { isModelName } from '../../access/model-names.ts';
import type { RequestObserver } from '../../gateway/usage/request-record.ts';
import { printable } from './printable.ts';

/** A valid name may be longer than what is shown of another text: a registry, a user and a tag. */
const MAX_NAME = 200;

/** A name as Ollama has them is logged as it is; a caller can make up any other one. */
const nameOf = (name: string): string =>
  isModelName(name) && name.length <= MAX_NAME ? name : printable(name, MAX_NAME);

/**
 * Writes one line of JSON in printable ASCII for each request that is over: who, what, how it ended and how long it
 * took. No content, no key, no address: the id of the grant says who called, and a proxy in front knows the rest.
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
