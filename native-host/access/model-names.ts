const HOST = 'registry.ollama.ai';
const NAMESPACE = 'library';
const TAG = 'latest';

/** A namespace has neither a dot nor a colon. The host of a registry has one of them, or is `localhost`. */
const isHost = (part: string): boolean => /[.:]/.test(part) || part === 'localhost';

/** Adds the parts that Ollama adds to a short name (types/model/name.go). A pattern may omit them too. */
const complete = (parts: readonly string[]): readonly string[] => {
  if (parts.length === 1) return [HOST, NAMESPACE, ...parts];
  return parts.length === 2 ? [HOST, ...parts] : parts;
};

/** Most names whose full name is remembered, and the longest of them in UTF-16 code units. */
const MAX_REMEMBERED = 256;
const MAX_LENGTH = 100;

/** The full names of the models in use, which each request looks up several times. */
const remembered = new Map<string, string>();

/**
 * A name with all its parts, as Ollama reads it: `registry.ollama.ai/library/llama3:latest`. In lower case, since names
 * that differ only in case are one model.
 */
export const fullModelName = (name: string): string => {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const full = toFullName(name);
  if (name.length > MAX_LENGTH) return full;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(name, full);
  return full;
};

const toFullName = (name: string): string => {
  const parts = complete(
    name
      .toLowerCase()
      .replace(/^[^/]*:\/\//, '')
      .split('/'),
  );
  return parts.at(-1)?.includes(':') ? parts.join('/') : `${parts.join('/')}:${TAG}`;
};

/** The shortest name of the same model, as Ollama lists it, in lower case. */
export const plainModelName = (name: string): string => {
  const [host, namespace, ...rest] = fullModelName(name).split('/');
  if (host !== HOST) return [host, namespace, ...rest].join('/');
  return namespace === NAMESPACE ? rest.join('/') : [namespace, ...rest].join('/');
};

/** A pattern with all its parts. `*` matches every name, `hf.co/*` all of that registry, `me/*` all of that user. */
export const fullPattern = (pattern: string): string => {
  if (!pattern.includes('*')) return fullModelName(pattern);
  const [first = '', ...rest] = pattern.toLowerCase().split('/');
  if (first === '*' && rest.length === 0) return '*';
  const parts = isHost(first) && rest.length > 0 ? [first, ...rest] : complete([first, ...rest]);
  const last = parts.at(-1) ?? '';
  return /[:*]/.test(last) ? parts.join('/') : `${parts.join('/')}:${TAG}`;
};

/** The registry that Ollama pulls a model from and pushes it to: `hf.co`. */
export const registryOf = (name: string): string => {
  const parts = fullModelName(name).split('/');
  return parts.slice(0, -2).join('/');
};

/** Whether Ollama pulls a model from, or pushes it to, its own registry. */
export const isOwnRegistry = (name: string): boolean => registryOf(name) === HOST;

/** Whether a name asks for a connection to its registry without TLS. */
export const isPlainHttp = (name: string): boolean => /^http:\/\//i.test(name);

/**
 * Whether a name contains only characters of Ollama's names (types/model/name.go). Others are refused: Ollama trims white
 * space around a name and around its tag, so that `x: cloud` runs on ollama.com too.
 */
export const isModelName = (name: string): boolean => /^[\w.:/-]{1,600}$/.test(name);

/** Whether a pattern contains only those characters and `*`, which matches any text. */
export const isModelPattern = (pattern: string): boolean => /^[\w.:/*-]{1,600}$/.test(pattern);

/** Whether a name is that of a model on ollama.com: its tag is `cloud` or ends in `-cloud`. */
export const isCloudModel = (name: string): boolean => {
  const [, ...tags] = name.slice(name.lastIndexOf('/') + 1).split(':');
  return tags.some((tag) => /(^|-)cloud$/i.test(tag));
};
