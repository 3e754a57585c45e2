import { BodyError } from './body-error.ts';

/** Go's JSON decoder matches field names by Unicode simple folding: ſ and K (Kelvin) count as s and k. */
export const fold = (name: string): string =>
  name.replaceAll('ſ', 's').replaceAll('\u212a', 'k').toLowerCase();

/** A name that is longer could be somebody's text. */
const MAX_SHOWN = 40;

const shown = (name: string): string =>
  JSON.stringify(name.length > MAX_SHOWN ? `${name.slice(0, MAX_SHOWN)}…` : name);

/** Refuses names that Ollama would take for one of these fields, and a name that it could meet twice. */
export const checkFieldNames = (names: readonly string[], fields: ReadonlySet<string>): void => {
  const seen = new Set<string>();
  for (const name of names) {
    const plain = fold(name);
    if (plain !== name && fields.has(plain))
      throw new BodyError(`The field ${shown(name)} is a variant of "${plain}".`);
    if (seen.has(plain)) throw new BodyError(`The field ${shown(name)} stands twice.`);
    seen.add(plain);
  }
};
