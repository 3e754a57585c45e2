import { decodeGoJson, GoJsonError, type GoValue, isGoObject } from './json-decode.ts';

/** How one Go type reads a JSON value; `path` names the struct and field for the error text. */
export type Read<T> = (value: GoValue, path: Path) => T;
export interface Path {
  readonly struct: string;
  readonly field: string;
}
/** The fields of a Go struct by their JSON names. */
export type Fields = Readonly<Record<string, Read<unknown>>>;
/** What binding yields: each field that the body names, unless it is null there. */
export type Bound<F extends Fields> = { [K in keyof F]?: ReturnType<F[K]> };

/** The error of a JSON value that does not fit a Go type, in Go's words. */
export function mismatch(value: GoValue, path: Path, goType: string): GoJsonError {
  const what =
    path.field === ''
      ? `value of type ${goType}`
      : `struct field ${path.struct}.${path.field} of type ${goType}`;
  return new GoJsonError(`json: cannot unmarshal ${kindOf(value)} into Go ${what}`);
}

/** Binds a request body to a struct as Go does: keys match in any case, the last one wins, null changes nothing. */
export function bind<F extends Fields>(body: Buffer, name: string, goType: string, fields: F): Bound<F> {
  return bindValue(decodeGoJson(body), { struct: name, field: '' }, goType, fields);
}

/** The same for a value inside a body. */
export function bindValue<F extends Fields>(value: GoValue, path: Path, goType: string, fields: F): Bound<F> {
  const bound: Record<string, unknown> = {};
  if (value === null) return bound as Bound<F>;
  if (!isGoObject(value)) throw mismatch(value, path, goType);
  const byFoldedName = new Map(Object.entries(fields).map(([name, read]) => [fold(name), { name, read }]));
  for (const [key, item] of value.entries) {
    const field = byFoldedName.get(fold(key));
    if (field === undefined || item === null) continue;
    const inner = path.field === '' ? field.name : `${path.field}.${field.name}`;
    bound[field.name] = field.read(item, { struct: path.struct, field: inner });
  }
  return bound as Bound<F>;
}

/** Go folds one character to one, so ß stays, but ſ is s and the Kelvin sign is k. */
function fold(key: string): string {
  return Array.from(key, (char) => {
    const upper = char.toUpperCase();
    return (upper.length === char.length ? upper : char).toLowerCase();
  }).join('');
}

function kindOf(value: GoValue): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}
