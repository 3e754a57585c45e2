import { findPostgres } from '../../tests/serve/find-postgres.ts';
import { startPostgres } from '../../tests/serve/start-postgres.ts';
import { withPassword } from '../../tests/serve/use-postgres.ts';
import { hasProxy } from '../proxies/find-proxy.ts';
import { KEEPALIVE, SNIPPETS, type Snippet } from '../proxies/snippets.ts';
import { startProxy } from '../proxies/start-proxy.ts';
import { startBareRelay } from './start-forked.ts';
import { startOurs } from './start-ours.ts';

/** A server in front of Ollama. All but the bare relay require a key. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** The Host header and the header with the key. */
  readonly header: string;
  stop(): Promise<void>;
}

export const OURS = 'serve';
const BARE = 'a bare relay on Node';
export const TUNED = 'nginx with keepalive, one core';

/** nginx as people paste it. */
export const PASTED: readonly string[] = Object.entries(SNIPPETS)
  .filter(([, { program }]) => program === 'nginx')
  .map(([name]) => name);

const headerOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n');

const startBare = async (upstream: string): Promise<Contender> => {
  const { url, pid, stop } = await startBareRelay(upstream);
  return { name: BARE, url, pid, header: headerOf({ Host: new URL(url).host }), stop: async () => stop() };
};

/** `serve` on a PostgreSQL of its own, if there is one on this computer. */
const startOnPostgres = async (upstream: string): Promise<readonly Contender[]> => {
  const bin = findPostgres();
  if (bin === undefined) return [];
  const server = await startPostgres(bin);
  const store = withPassword(await server.database());
  const ours = await startOurs({ name: 'serve on PostgreSQL', upstream, store });
  const stop = async () => {
    await ours.stop();
    await server.dispose();
  };
  return [{ ...ours, stop }];
};

const startSnippet = async (
  name: string,
  snippet: Snippet,
  upstream: string,
): Promise<readonly Contender[]> => {
  if (!hasProxy(snippet.program)) return [];
  const proxy = await startProxy(snippet, upstream);
  return [{ ...proxy, name, header: headerOf({ Host: new URL(proxy.url).host, ...snippet.headers }) }];
};

/** Starts `serve`, and what can be installed on this computer. */
export const startContenders = async (upstream: string): Promise<readonly Contender[]> => {
  const contenders = [await startOurs({ name: OURS, upstream }), await startBare(upstream)];
  contenders.push(await startOurs({ name: 'serve with 2 processes', upstream, args: ['--workers', '2'] }));
  contenders.push(...(await startOnPostgres(upstream)));
  for (const [name, snippet] of Object.entries({ ...SNIPPETS, [TUNED]: KEEPALIVE }) as [string, Snippet][]) {
    contenders.push(...(await startSnippet(name, snippet, upstream)));
  }
  return contenders;
};
