import { OPERATIONS, type Operation } from './operations.ts';

/** A request path that one operation answers to. */
export interface Match {
  readonly operation: Operation;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The path to send upstream, built anew from the operation and its parameters. */
  readonly path: string;
}

/** One plain segment: no slash, no dot segment, nothing that two parsers could read differently. */
const SEGMENT = /^(?!\.{1,2}$)[A-Za-z0-9._~:@/+-]{1,512}$/;

const decode = (segment: string): string | undefined => {
  try {
    const text = decodeURIComponent(segment);
    return SEGMENT.test(text) && !text.split('/').some((part) => /^\.*$/.test(part)) ? text : undefined;
  } catch {
    return undefined;
  }
};

const readParams = (template: string, path: string): Match['params'] | undefined => {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const piece = given[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== piece) return undefined;
      continue;
    }
    const value = decode(piece);
    if (value === undefined) return undefined;
    params[part.slice(1)] = value;
  }
  return params;
};

const fill = (template: string, params: Match['params']): string =>
  template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

/**
 * Finds the operation that a request asks for. The path is compared as it stands: an encoded, doubled or
 * upper-case variant that Ollama might still understand is no operation here, and so is denied.
 * A query is no part of any route of Ollama: a path with one matches nothing.
 */
export const matchOperation = (method: string, path: string): Match | undefined => {
  for (const operation of OPERATIONS) {
    if (!operation.methods.includes(method)) continue;
    const params = readParams(operation.path, path);
    if (params) return { operation, params, path: fill(operation.path, params) };
  }
  return undefined;
};
