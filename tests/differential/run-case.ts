import type { Page } from 'puppeteer';
import type { StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import type { Run, Transcript } from '../fixtures/clients/page.ts';
import type { Case } from './case.ts';

declare const run: (what: Run) => Promise<Transcript>;
declare const reached: () => void;

/** A transcript, with the requests that the server received if it is a stand-in. */
export interface Observed extends Transcript {
  readonly served?: unknown;
}

/** The relevant parts of a request: the value of a JSON body, or a form without its boundary. */
const requestView = ({ method, path, headers, body }: StandIn['requests'][number]) => {
  const seen = { method, path: decodeURIComponent(path) };
  if (body.byteLength === 0) return seen;
  try {
    return { ...seen, body: JSON.parse(body.toString()) };
  } catch {
    const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    const [, boundary = ''] = type.split('boundary=');
    const plain = (words: string) => (boundary ? words.replaceAll(boundary, 'BOUNDARY') : words);
    return { ...seen, type: plain(type), body: plain(body.toString('latin1')) };
  }
};

/** Runs a case on one side and returns everything observable at both ends. */
export const runCase = async (
  page: Page,
  { name, hold, arrange, lazyClient, lazyPlain }: Case,
  how: Omit<Run, 'name' | 'held'>,
  server: StandIn | undefined,
): Promise<Observed> => {
  const before = { requests: server?.requests.length ?? 0, aborted: server?.aborted ?? 0 };
  if (server) arrange?.(server);
  const gate = hold && server?.holdNext(hold);
  const what: Run = { ...how, name, held: gate !== undefined };
  const transcript = page.evaluate((each) => run(each), what);
  // The page may finish although the request never reaches the gate: its transcript shows why.
  void gate?.reached.then(() => page.evaluate(() => reached()));
  const seen = await transcript;
  if (!server) return seen;
  // The client must close a request that is held at a gate.
  const lazy = lazyClient ?? (how.side === 'plain' && lazyPlain);
  if (gate && !lazy) await server.waitFor(() => server.aborted > before.aborted);
  gate?.release();
  await server.waitFor(() => server.activeRequests === 0);
  // The host requests Ollama's list of models too, to find the cloud models.
  const served = server.requests
    .slice(before.requests)
    .filter(({ method, path }) => method !== 'OPTIONS' && path !== '/api/tags');
  return { ...seen, served: served.map(requestView) };
};
