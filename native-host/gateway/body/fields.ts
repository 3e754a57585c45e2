import type { AccessRequest } from '../../access/decide.ts';
import { Refusal } from '../../errors/refusal.ts';

/** A request that cannot be understood. The message is for its developer and quotes no content. */
export class BodyError extends Refusal {
  override readonly name: string = 'BodyError';
  constructor(message: string) {
    super('bad_request', message);
  }
}

/** A parsed request body: what to send, and what in it the decision depends on. */
export interface UnderstoodBody extends Pick<AccessRequest, 'registry' | 'needs'> {
  readonly body: string | Buffer;
  /** Whether `body` is the text that was received. @default false */
  readonly isSame?: boolean;
  readonly contentType: string;
  /** Every model that it names. */
  readonly models: readonly string[];
  /** Whether `stream_options` was added or changed, so that Ollama reports the usage of the stream. */
  readonly asksUsage?: boolean;
}

/**
 * Folds a field name as Go's JSON decoder does: by Unicode simple folding, in which U+017F is an "s" and U+212A a "k"
 * (https://github.com/golang/go/blob/go1.24.0/src/encoding/json/fold.go).
 */
export const fold = (name: string): string =>
  name.replaceAll('ſ', 's').replaceAll('\u212a', 'k').toLowerCase();

/** Longest field name quoted in an error, in UTF-16 units. A longer one could be content. */
const MAX_SHOWN = 40;

const shown = (name: string): string =>
  JSON.stringify(name.length > MAX_SHOWN ? `${name.slice(0, MAX_SHOWN)}…` : name);

/** A name that folds to itself, as nearly all do. */
const PLAIN = /^[a-z\d_]*$/;

/**
 * Throws a BodyError for a name that Ollama would read as one of `fields` although it is spelled differently, and for
 * two names that Ollama would read as the same field.
 */
export const checkFieldNames = (names: readonly string[], fields: ReadonlySet<string>): void => {
  const seen = new Set<string>();
  for (const name of names) {
    const plain = PLAIN.test(name) ? name : fold(name);
    if (plain !== name && fields.has(plain))
      throw new BodyError(`The field ${shown(name)} is a variant of "${plain}".`);
    if (seen.has(plain)) throw new BodyError(`The field ${shown(name)} is repeated.`);
    seen.add(plain);
  }
};

/** The model names in these fields. Ollama treats null and "" as absent. Throws a BodyError for another type. */
export const namesIn = (fields: readonly string[], value: (field: string) => unknown): string[] =>
  fields.flatMap((field) => {
    const name = value(field);
    if (name === undefined || name === null || name === '') return [];
    if (typeof name !== 'string') throw new BodyError(`The field "${field}" is not text.`);
    // Go replaces an escaped lone surrogate by U+FFFD.
    return [name.toWellFormed()];
  });

const DIGEST = /^sha256[:-][0-9a-f]{64}$/;

/** True if it names a blob in one of Ollama's two notations. Nothing else may become part of a path. */
export const isDigest = (value: unknown): value is string => typeof value === 'string' && DIGEST.test(value);
