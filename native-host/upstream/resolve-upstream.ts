import { parseOllamaHost } from './parse-ollama-host.ts';

/** The address of Ollama, and where it was configured. */
export interface Upstream {
  /** Base address without a trailing slash. */
  readonly base: string;
  readonly from: 'configured' | 'OLLAMA_HOST' | 'default';
}

/** Addresses that a server listens on but nobody can connect to everywhere (Ollama's `ConnectableHost`). */
const CONNECTABLE: Readonly<Record<string, string>> = {
  '': '127.0.0.1',
  '0.0.0.0': '127.0.0.1',
  '::': '::1',
};

/** `::` may be written with its zeros too. */
const plain = (host: string): string => (/^[0:]*:[0:]*$/.test(host) ? '::' : host);

/** The address to connect to for a value of `OLLAMA_HOST`. */
export const connectableBase = (text: string): string => {
  const { scheme, host, port, path } = parseOllamaHost(text);
  const target = CONNECTABLE[plain(host)] ?? host;
  return `${scheme}://${target.includes(':') ? `[${target}]` : target}:${port}${path}`;
};

/**
 * The configured address comes first: a host that a browser starts does not see the environment of a shell.
 * Then `OLLAMA_HOST`, then 127.0.0.1:11434.
 */
export const resolveUpstream = (configured: string | undefined, env: string | undefined): Upstream => {
  if (configured) return { base: connectableBase(configured), from: 'configured' };
  if (env?.trim()) return { base: connectableBase(env), from: 'OLLAMA_HOST' };
  return { base: connectableBase(''), from: 'default' };
};
