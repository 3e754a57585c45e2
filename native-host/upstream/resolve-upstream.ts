import { parseOllamaHost } from './parse-ollama-host.ts';

/** The address of Ollama, and the source of that setting. */
export interface Upstream {
  /** Base address without a trailing slash. */
  readonly base: string;
  readonly from: 'configured' | 'OLLAMA_HOST' | 'default';
}

/**
 * Unspecified addresses, which a server can listen on but no client can portably connect to (`ConnectableHost` in
 * https://github.com/ollama/ollama/blob/v0.24.0/envconfig/config.go).
 */
const CONNECTABLE: Readonly<Record<string, string>> = {
  '': '127.0.0.1',
  '0.0.0.0': '127.0.0.1',
  '::': '::1',
};

/** `::` can be written with zeros too. */
const plain = (host: string): string => (/^[0:]*:[0:]*$/.test(host) ? '::' : host);

/** The address to connect to for a value of `OLLAMA_HOST`. */
export const connectableBase = (text: string): string => {
  const { scheme, host, port, path } = parseOllamaHost(text);
  const target = CONNECTABLE[plain(host)] ?? host;
  return `${scheme}://${target.includes(':') ? `[${target}]` : target}:${port}${path}`;
};

/**
 * The address of Ollama: the configured one, else `OLLAMA_HOST`, else 127.0.0.1:11434. A host that a browser starts does
 * not see the environment of a shell, so the configured address comes first.
 */
export const resolveUpstream = (configured: string | undefined, env: string | undefined): Upstream => {
  if (configured) return { base: connectableBase(configured), from: 'configured' };
  if (env?.trim()) return { base: connectableBase(env), from: 'OLLAMA_HOST' };
  return { base: connectableBase(''), from: 'default' };
};
