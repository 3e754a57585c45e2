const DEFAULT_PORT = '11434';
const PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

const cutPort = (authority: string): { host: string; port: string | undefined } => {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(authority);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] };
  const colons = authority.split(':').length - 1;
  if (colons === 1) {
    const at = authority.indexOf(':');
    return { host: authority.slice(0, at), port: authority.slice(at + 1) };
  }
  return { host: authority, port: undefined };
};

const validPort = (port: string | undefined, fallback: string): string =>
  port !== undefined && /^\d+$/.test(port) && Number(port) <= 65535 ? String(Number(port)) : fallback;

/**
 * Parses `OLLAMA_HOST` as Ollama does (`Host` in https://github.com/ollama/ollama/blob/v0.24.0/envconfig/config.go): trims
 * quotes and spaces, defaults to port 11434 unless there is a scheme, ignores an invalid port, and keeps the path.
 */
export const parseOllamaHost = (
  text: string,
): { scheme: string; host: string; port: string; path: string } => {
  const plain = text
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim();
  if (plain === 'ollama.com') return { scheme: 'https', host: 'ollama.com', port: '443', path: '' };
  const [, given, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(plain) ?? [];
  const scheme = given?.toLowerCase() ?? 'http';
  const fallback = given === undefined ? DEFAULT_PORT : (PORTS[scheme] ?? DEFAULT_PORT);
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? '' : rest.slice(slash).replace(/\/+$/, '');
  const { host, port } = cutPort(authority);
  return { scheme, host: authority === '' ? '127.0.0.1' : host, port: validPort(port, fallback), path };
};
