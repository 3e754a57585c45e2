import { redactKeys } from '../../../shared/key/key.ts';
import { isModelName } from '../../access/model-names.ts';
import type { RequestObserver, RequestSource } from '../../gateway/usage/request-record.ts';
import { printable } from './printable.ts';

/** Longest name in the log. It is longer than that of other texts, for a registry, a user and a tag. */
const MAX_NAME = 200;

/** A valid model name is logged unchanged. Other names may contain anything, so they are escaped. */
const nameOf = (name: string): string =>
  isModelName(name) && name.length <= MAX_NAME ? name : printable(name, MAX_NAME);

/** Of a request that was refused or failed here, what its client wrote: an operator has to find what is misconfigured. */
const wish = ({ path, host }: RequestSource) => ({
  path: printable(redactKeys(path)),
  host: host === undefined ? null : printable(redactKeys(host)),
});

/**
 * Writes one line of JSON in printable ASCII for each completed request: the caller, the operation, the result and the
 * duration. Contains no content and no key: the id of the grant identifies the caller.
 * @param withClient whether the address of the client is logged
 */
export const createAccessLog = (
  write: (line: string) => void,
  now: () => number,
  withClient = false,
): Pick<RequestObserver, 'finished'> => ({
  finished({ models, ms, firstByteMs, source, ...request }) {
    const rounded = (time: number | null) => (time === null ? null : Math.round(time));
    const line = {
      time: new Date(now()).toISOString(),
      ...request,
      models: models.map(nameOf),
      firstByteMs: rounded(firstByteMs),
      ms: rounded(ms),
      ...(withClient && { client: source?.client ?? null }),
      ...(request.code !== null && source && wish(source)),
    };
    write(`${JSON.stringify(line)}\n`);
  },
});
