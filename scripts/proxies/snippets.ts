/** A proxy with keys, configured as in a common snippet, and the headers of its callers. */
export interface Snippet {
  readonly program: 'nginx' | 'caddy';
  /** Its configuration file in this folder. `{{listen}}` and `{{upstream}}` are replaced. */
  readonly file: string;
  /** Headers of a caller that it accepts. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers of a caller that it refuses. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Worker processes of nginx. @default one for each core */
  readonly workers?: number;
}

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

export const SNIPPETS = {
  'nginx, several keys': {
    program: 'nginx',
    file: 'nginx-key-map.conf',
    headers: { 'X-API-Key': 'anna-2f9d81c4e07b' },
    wrong: { 'X-API-Key': 'carl-000000000000' },
  },
  'nginx, Bearer': {
    program: 'nginx',
    file: 'nginx-bearer.conf',
    headers: bearer('webui-5b8e20f6d1a3'),
    wrong: bearer('webui-000000000000'),
  },
  'Caddy, OLLAMA_API_KEY': {
    program: 'caddy',
    file: 'Caddyfile',
    headers: bearer('compose-c83d17a95e60'),
    wrong: bearer('compose-000000000000'),
    env: { OLLAMA_API_KEY: 'compose-c83d17a95e60' },
  },
} as const satisfies Record<string, Snippet>;

/** Proxies in front of `serve` that name their clients. */
export const FRONTS = {
  nginx: { program: 'nginx', file: 'nginx-front.conf', headers: {}, wrong: {}, workers: 1 },
  Caddy: { program: 'caddy', file: 'Caddyfile-front', headers: {}, wrong: {} },
} as const satisfies Record<string, Snippet>;

/** What nginx reaches on one core if its connections to Ollama are kept, which few people configure. */
export const KEEPALIVE = {
  program: 'nginx',
  file: 'nginx-keepalive.conf',
  headers: bearer('webui-5b8e20f6d1a3'),
  wrong: bearer('webui-000000000000'),
  workers: 1,
} as const satisfies Snippet;

/** nginx as an upstream that answers from memory. */
export const FIXED = {
  program: 'nginx',
  file: 'nginx-fixed.conf',
  headers: {},
  wrong: {},
  workers: 1,
} as const satisfies Snippet;

export type SnippetName = keyof typeof SNIPPETS;
