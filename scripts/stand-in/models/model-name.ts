/** A model name with every part filled in. */
export interface ModelName {
  readonly host: string;
  readonly namespace: string;
  readonly model: string;
  readonly tag: string;
}

const DEFAULTS = { host: 'registry.ollama.ai', namespace: 'library', tag: 'latest' };
const PARTS: Readonly<Record<keyof ModelName, RegExp>> = {
  host: /^\w[\w.:-]{0,349}$/,
  namespace: /^\w[\w-]{0,79}$/,
  model: /^\w[\w.-]{0,79}$/,
  tag: /^\w[\w.-]{0,79}$/,
};

/** Parses `[host/][namespace/]model[:tag]`; undefined if some part is not valid. */
export function parseModelName(text: string): ModelName | undefined {
  const colon = text.lastIndexOf(':');
  const hasTag = colon > text.lastIndexOf('/');
  const parts = (hasTag ? text.slice(0, colon) : text).split('/');
  const model = parts.pop() ?? '';
  const namespace = parts.pop() ?? DEFAULTS.namespace;
  const host = parts.length === 0 ? DEFAULTS.host : parts.join('/').replace(/^[^/]*:\/\//, '');
  const name = { host, namespace, model, tag: hasTag ? text.slice(colon + 1) : DEFAULTS.tag };
  const valid = (Object.keys(PARTS) as (keyof ModelName)[]).every((part) => PARTS[part].test(name[part]));
  return valid ? name : undefined;
}

export function fullName({ host, namespace, model, tag }: ModelName): string {
  return `${host}/${namespace}/${model}:${tag}`;
}

/** The name as listings show it: without the parts that are the default. */
export function shortName(name: ModelName): string {
  const { host, namespace, model, tag } = name;
  if (host !== DEFAULTS.host) return fullName(name);
  return namespace === DEFAULTS.namespace ? `${model}:${tag}` : `${namespace}/${model}:${tag}`;
}

/** Two names are the same model if their keys are equal: case does not matter. */
export function nameKey(name: ModelName): string {
  return fullName(name).toLowerCase();
}
