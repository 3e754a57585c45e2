import { OPERATIONS, type Operation } from './operations.ts';

/** A request path that matches an operation. */
export interface Match {
  readonly operation: Operation;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The path to send upstream, rebuilt from the operation and its parameters. */
  readonly path: string;
}

/** The value of one path parameter: no dot segments, and nothing that two parsers could read differently. */
const SEGMENT = /^(?!\.{1,2}$)[A-Za-z0-9._~:@/+-]{1,512}$/;

const isParam = (text: string): boolean =>
  SEGMENT.test(text) && !text.split('/').some((part) => /^\.*$/.test(part));

const decode = (segment: string): string | undefined => {
  try {
    const text = decodeURIComponent(segment);
    return isParam(text) ? text : undefined;
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

/** Whether a path matches a template that ends in `/*`: the path before it, or one below. */
const isBelow = (template: string, path: string): boolean =>
  `${path}/`.startsWith(template.slice(0, -'*'.length));

const fill = (template: string, params: Match['params']): string =>
  template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

/**
 * The same match for another name of its model. A match without a model in its path, and one whose new name cannot be in a
 * path, stays as it is.
 */
export const withModelName = (match: Match, nameOf: (model: string) => string): Match => {
  const { operation, params } = match;
  if (params['model'] === undefined) return match;
  const model = nameOf(params['model']);
  if (!isParam(model)) return match;
  const renamed = { ...params, model };
  return { operation, params: renamed, path: fill(operation.path, renamed) };
};

const key = (method: string, path: string) => `${method} ${path}`;

const PREFIXED = OPERATIONS.filter(({ path }) => path.endsWith('/*'));

/** Paths without parameters, which most requests use, by method and path. */
const PLAIN_PATHS = new Map(
  OPERATIONS.filter(({ path }) => !/[:*]/.test(path)).flatMap((operation) =>
    operation.methods.map((method) => [key(method, operation.path), operation] as const),
  ),
);
const WITH_PARAMS = OPERATIONS.filter(({ path }) => path.includes(':'));

const find = (method: string, path: string): Match | undefined => {
  const plain = PLAIN_PATHS.get(key(method, path));
  if (plain) return { operation: plain, params: {}, path: plain.path };
  for (const operation of WITH_PARAMS) {
    const params = operation.methods.includes(method) ? readParams(operation.path, path) : undefined;
    if (params) return { operation, params, path: fill(operation.path, params) };
  }
  // The rest of the path is not parsed, so such an operation is never relayed.
  const operation = PREFIXED.find((each) => each.methods.includes(method) && isBelow(each.path, path));
  return operation && { operation, params: {}, path };
};

/**
 * Finds the operation of a request; undefined if there is none, and the request is denied. The path is compared
 * exactly: variants with percent-encoding, double slashes or upper case do not match, even if Ollama would accept them.
 * No route of Ollama has a query, so a path with one does not match, except for queries that clients of the operation
 * are known to add; these are not sent to Ollama.
 */
export const matchOperation = (method: string, path: string): Match | undefined => {
  const mark = path.indexOf('?');
  if (mark === -1) return find(method, path);
  const match = find(method, path.slice(0, mark));
  return match?.operation.queries?.includes(path.slice(mark + 1)) ? match : undefined;
};
