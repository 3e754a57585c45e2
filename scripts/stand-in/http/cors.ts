import { recordingOf } from '../recorded/recordings.ts';
import type { HeaderPairs } from './reply.ts';

/** The decision of the CORS layer: continue, with these headers, or respond with a status. */
export interface CorsDecision {
  readonly headers: HeaderPairs;
  readonly status?: 204 | 403;
}
export interface CorsRequest {
  readonly method: string;
  readonly host: string;
  readonly origin: string;
}

const LOCAL = ['localhost', '127.0.0.1', '0.0.0.0'].flatMap((name) => [`http://${name}`, `https://${name}`]);
const SCHEMES = ['app', 'file', 'tauri', 'vscode-webview', 'vscode-file'];
const DEFAULT_ORIGINS = [
  ...LOCAL,
  ...LOCAL.map((origin) => `${origin}:*`),
  ...SCHEMES.map((name) => `${name}://*`),
];
/** The schemes of an entry without a wildcard. With any other, the real server does not start. */
const LISTABLE = /^(?:https?|(?:chrome|safari|moz|ms-browser)-extension):\/\//;

const checkEntry = (entry: string): void => {
  const stars = entry.split('*').length - 1;
  if (stars > 1 || (stars === 0 && !LISTABLE.test(entry))) throw new Error(`bad origin: ${entry}`);
};

/** The headers of a preflight response for an allowed origin. */
const preflightHeaders = (all: boolean): HeaderPairs =>
  recordingOf('cors-localhost-3000-preflight').response.headers.filter(
    ([name]) =>
      /^Access-Control-(?:Allow-(?:Methods|Headers)|Max-Age)$/.test(name) || (name === 'Vary' && !all),
  );

/** Makes the CORS decision of a server that was started with this OLLAMA_ORIGINS list. */
export const createCors = (extraOrigins: readonly string[]): ((request: CorsRequest) => CorsDecision) => {
  const origins = [...extraOrigins, ...DEFAULT_ORIGINS];
  origins.forEach(checkEntry);
  const all = origins.includes('*');
  const exact = new Set(origins.map((origin) => origin.trim().toLowerCase()));
  // As in the real server, wildcards are not trimmed: one with a space after the comma matches nothing.
  const wildcards = origins.filter((origin) => origin.includes('*')).map((origin) => origin.split('*', 2));
  const allowed = (origin: string): boolean =>
    exact.has(origin) ||
    wildcards.some(([start = '', end = '']) => origin.startsWith(start) && origin.endsWith(end));

  return ({ method, host, origin }) => {
    if (origin === '' || origin === `http://${host}` || origin === `https://${host}`) return { headers: [] };
    if (!allowed(origin)) return { headers: [], status: 403 };
    const own: HeaderPairs = [['Access-Control-Allow-Origin', all ? '*' : origin]];
    if (method === 'OPTIONS') return { headers: [...preflightHeaders(all), ...own], status: 204 };
    return { headers: all ? own : [...own, ['Vary', 'Origin']] };
  };
};
