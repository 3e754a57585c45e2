import { type Bound, bindValue, type Fields, mismatch, type Read } from './bind.ts';
import { parseGoDuration } from './duration.ts';
import { GoJsonError, isGoObject, toPlain } from './json-decode.ts';
import { quote } from './quote.ts';

export const goString: Read<string> = (value, path) => {
  if (typeof value !== 'string') throw mismatch(value, path, 'string');
  return value;
};

export const goBool: Read<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw mismatch(value, path, 'bool');
  return value;
};

export const goFloat: Read<number> = (value, path) => {
  if (typeof value !== 'number') throw mismatch(value, path, 'float64');
  return value;
};

export const goInt: Read<number> = (value, path) => {
  if (typeof value !== 'number') throw mismatch(value, path, 'int');
  if (!Number.isInteger(value)) {
    throw new GoJsonError(
      `json: cannot unmarshal number ${value} into Go struct field ${path.struct}.${path.field} of type int`,
    );
  }
  return value;
};

/** `any`: whatever the body holds. */
export const goAny: Read<unknown> = (value) => toPlain(value);

/** A struct of which nothing but being an object is checked. */
export const goObject =
  (goType: string): Read<Record<string, unknown>> =>
  (value, path) => {
    if (!isGoObject(value)) throw mismatch(value, path, goType);
    return toPlain(value) as Record<string, unknown>;
  };

export const goMap = goObject('map[string]interface {}');

export const goList =
  <T>(goType: string, read: Read<T>): Read<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw mismatch(value, path, goType);
    return value.map((item) => read(item, path));
  };

export const goStruct =
  <F extends Fields>(goType: string, fields: F): Read<Bound<F>> =>
  (value, path) =>
    bindValue(value, path, goType, fields);

/** Image data: base64 text, checked, and its bytes dropped since no stand-in looks at them. */
export const goImage: Read<true> = (value, path) => {
  if (typeof value !== 'string') throw mismatch(value, path, 'api.ImageData');
  const text = value.replace(/[\r\n]/g, '');
  const bad = text.search(/[^A-Za-z0-9+/]/);
  const end = bad === -1 ? text.length : bad;
  const padding = text.slice(end);
  if ((text.length % 4 === 0 && /^={0,2}$/.test(padding)) || text === '') return true;
  throw new GoJsonError(`illegal base64 data at input byte ${padding === '' ? end - (end % 4) : end}`);
};

/** `keep_alive` in milliseconds; a negative one means for ever. */
export const goKeepAlive: Read<number> = (value) => {
  if (typeof value === 'number') return value < 0 ? Number.POSITIVE_INFINITY : value * 1000;
  if (typeof value !== 'string') throw new GoJsonError(`Unsupported type: '${reflectType(value)}'`);
  const duration = parseGoDuration(value);
  if (duration === undefined)
    throw new GoJsonError(
      `time: ${/\d\.?$/.test(value) ? 'missing unit in' : 'invalid'} duration ${quote(value)}`,
    );
  return duration < 0 ? Number.POSITIVE_INFINITY : duration;
};

const EFFORTS: readonly unknown[] = ['high', 'medium', 'low', 'max'];

/** `think`: true, false or an effort. */
export const goThink: Read<boolean | string> = (value) => {
  if (typeof value === 'boolean') return value;
  const choices = '"high", "medium", "low", "max", true, or false';
  if (typeof value !== 'string') throw new GoJsonError(`think must be a boolean or string (${choices})`);
  if (!EFFORTS.includes(value)) {
    throw new GoJsonError(`invalid think value: ${quote(value)} (must be ${choices})`);
  }
  return value;
};

function reflectType(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
}
