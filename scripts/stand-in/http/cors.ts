import type { HeaderPairs } from './headers.ts';

/** What the CORS layer says to one request: let it pass (with headers), or answer it with a status. */
export interface CorsDecision {
  readonly headers: HeaderPairs;
  readonly status?: 204 | 403;
}
export interface CorsRequest {
  readonly method: string;
  readonly host: string;
  readonly origin: string;
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '0.0.0.0'];
const DEFAULT_ORIGINS: readonly string[] = [
  ...LOCAL_NAMES.flatMap((name) => [
    `http://${name}`,
    `https://${name}`,
    `http://${name}:*`,
    `https://${name}:*`,
  ]),
  'app://*',
  'file://*',
  'tauri://*',
  'vscode-webview://*',
  'vscode-file://*',
];
/** An entry without a wildcard must have one of these, or the real server does not start. */
const LISTABLE_SCHEMES = [
  'http://',
  'https://',
  'chrome-extension://',
  'safari-extension://',
  'moz-extension://',
  'ms-browser-extension://',
];
const STAINLESS =
  'Arch,Async,Custom-Poll-Interval,Helper-Method,Lang,Os,Package-Version,Poll-Helper,Retry-Count,Runtime,Runtime-Version,Timeout';
const ALLOWED_HEADERS = [
  'Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta',
  ...STAINLESS.split(',').map((name) => `X-Stainless-${name}`),
].join(',');
const PREFLIGHT_HEADERS: HeaderPairs = [
  ['Access-Control-Allow-Methods', 'GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS'],
  ['Access-Control-Allow-Headers', ALLOWED_HEADERS],
  ['Access-Control-Max-Age', '43200'],
];
const PREFLIGHT_VARY: HeaderPairs = [
  'Origin',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
].map((name) => ['Vary', name]);
const PASS: CorsDecision = { headers: [] };
const REFUSE: CorsDecision = { headers: [], status: 403 };

/** The CORS decision for a server started with this OLLAMA_ORIGINS list. */
export function createCors(extraOrigins: readonly string[]): (request: CorsRequest) => CorsDecision {
  const origins = [...extraOrigins, ...DEFAULT_ORIGINS];
  origins.forEach(checkEntry);
  const all = origins.includes('*');
  const exact = new Set(origins.map((origin) => origin.trim().toLowerCase()));
  // Wildcards are taken as written: a space after a comma makes one match nothing, as in the real server.
  const wildcards = origins.filter((origin) => origin.includes('*')).map((origin) => origin.split('*', 2));

  const allowed = (origin: string): boolean =>
    all ||
    exact.has(origin) ||
    wildcards.some(([start = '', end = '']) => origin.startsWith(start) && origin.endsWith(end));

  return ({ method, host, origin }) => {
    if (origin === '' || origin === `http://${host}` || origin === `https://${host}`) return PASS;
    if (!allowed(origin)) return REFUSE;
    const own: HeaderPairs = [['Access-Control-Allow-Origin', all ? '*' : origin]];
    if (method === 'OPTIONS') {
      return { headers: [...PREFLIGHT_HEADERS, ...own, ...(all ? [] : PREFLIGHT_VARY)], status: 204 };
    }
    return { headers: all ? own : [...own, ['Vary', 'Origin']] };
  };
}

function checkEntry(entry: string): void {
  const stars = entry.split('*').length - 1;
  if (stars > 1) throw new Error('only one * is allowed');
  if (stars === 0 && !LISTABLE_SCHEMES.some((scheme) => entry.startsWith(scheme))) {
    throw new Error(`bad origin: origins must contain '*' or include ${LISTABLE_SCHEMES.join(',')}`);
  }
}
