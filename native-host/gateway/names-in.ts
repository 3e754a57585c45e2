import { BodyError } from './body-error.ts';

/** The names that stand in these fields. Ollama takes null and nothing for no name. Throws a BodyError. */
export const namesIn = (fields: readonly string[], value: (field: string) => unknown): string[] =>
  fields.flatMap((field) => {
    const name = value(field);
    if (name === undefined || name === null || name === '') return [];
    if (typeof name !== 'string') throw new BodyError(`The field "${field}" is not text.`);
    // As Go reads it: half a character is none.
    return [name.toWellFormed()];
  });
