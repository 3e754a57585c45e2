const HOST = 'registry.ollama.ai';
const NAMESPACE = 'library';
const TAG = 'latest';

/** A namespace has no dot and no colon, a host of a registry always has one or is this computer. */
const isHost = (part: string): boolean => /[.:]/.test(part) || part === 'localhost';

/** What Ollama fills in where a name leaves it out (types/model/name.go), as a pattern may leave it out too. */
const complete = (parts: readonly string[]): readonly string[] => {
  if (parts.length === 1) return [HOST, NAMESPACE, ...parts];
  return parts.length === 2 ? [HOST, ...parts] : parts;
};

/**
 * A name with all its parts, as Ollama reads it: `registry.ollama.ai/library/llama3:latest`. Names that differ in
 * case alone are one model.
 */
export const fullModelName = (name: string): string => {
  const parts = complete(
    name
      .toLowerCase()
      .replace(/^[^/]*:\/\//, '')
      .split('/'),
  );
  return parts.at(-1)?.includes(':') ? parts.join('/') : `${parts.join('/')}:${TAG}`;
};

/** The shortest name for the same model: what Ollama lists it as, in small letters. */
export const plainModelName = (name: string): string => {
  const [host, namespace, ...rest] = fullModelName(name).split('/');
  if (host !== HOST) return [host, namespace, ...rest].join('/');
  return namespace === NAMESPACE ? rest.join('/') : [namespace, ...rest].join('/');
};

/** A pattern with all its parts: `*` alone is every name, `hf.co/*` all of that registry, `me/*` all of that user. */
export const fullPattern = (pattern: string): string => {
  if (!pattern.includes('*')) return fullModelName(pattern);
  const [first = '', ...rest] = pattern.toLowerCase().split('/');
  if (first === '*' && rest.length === 0) return '*';
  const parts = isHost(first) && rest.length > 0 ? [first, ...rest] : complete([first, ...rest]);
  const last = parts.at(-1) ?? '';
  return /[:*]/.test(last) ? parts.join('/') : `${parts.join('/')}:${TAG}`;
};

/** The registry that a name is fetched from and sent to. */
export const registryOf = (name: string): string => {
  const parts = fullModelName(name).split('/');
  return parts.slice(0, -2).join('/');
};

/** Whether Ollama fetches it from, or sends it to, its own registry. */
export const isOwnRegistry = (name: string): boolean => registryOf(name) === HOST;

/** Whether a name says that the registry is spoken to without TLS. */
export const isPlainHttp = (name: string): boolean => /^http:\/\//i.test(name);

/**
 * Whether a name holds nothing but what Ollama's names are made of (types/model/name.go). Others are refused:
 * Ollama trims white space around a name and around its tag, so that `x: cloud` runs on ollama.com too.
 */
export const isModelName = (name: string): boolean => /^[\w.:/-]{1,600}$/.test(name);

/** The same with `*`, which stands for any text. */
export const isModelPattern = (pattern: string): boolean => /^[\w.:/*-]{1,600}$/.test(pattern);

/** Whether a name stands for a model on ollama.com: a tag `cloud`, or one that ends in `-cloud`. */
export const isCloudModel = (name: string): boolean => {
  const [, ...tags] = name.slice(name.lastIndexOf('/') + 1).split(':');
  return tags.some((tag) => /(^|-)cloud$/i.test(tag));
};
