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

/** Whether a path is the one that a template with `/*` names, or stands below it. */
const isBelow = (template: string, path: string): boolean =>
  `${path}/`.startsWith(template.slice(0, -'*'.length));

const fill = (template: string, params: Match['params']): string =>
  template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

const key = (method: string, path: string) => `${method} ${path}`;

const PREFIXED = OPERATIONS.filter(({ path }) => path.endsWith('/*'));

/** Most paths hold no parameter and are found by their text. */
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
  // What follows a prefix is not understood: such an operation is relayed for nobody.
  const operation = PREFIXED.find((each) => each.methods.includes(method) && isBelow(each.path, path));
  return operation && { operation, params: {}, path };
};

/**
 * Finds the operation that a request asks for. The path is compared as it stands: an encoded, doubled or
 * upper-case variant that Ollama might still understand is no operation here, and so is denied.
 * A query is no part of any route of Ollama: a path with one matches nothing, unless it is one that the operation's
 * clients are known to add, which is not sent on.
 */
export const matchOperation = (method: string, path: string): Match | undefined => {
  const mark = path.indexOf('?');
  if (mark === -1) return find(method, path);
  const match = find(method, path.slice(0, mark));
  return match?.operation.queries?.includes(path.slice(mark + 1)) ? match : undefined;
};
