import { OPERATIONS } from '../../../shared/operations/operations.ts';
import { askJson } from '../ask-json.ts';
import type { UpstreamRequest } from '../relay.ts';
import type { ResponseSink, RunningRequest } from '../response-sink.ts';
import type { Member } from './member.ts';

const LISTINGS = new Map(
  OPERATIONS.flatMap(({ path, listing }) => (listing ? [[path, listing] as const] : [])),
);

/** Whether the response on this path lists models, so that a group merges the lists of its members. */
export const isListing = (path: string): boolean => LISTINGS.has(path);

type Listing = Record<string, unknown>;

/** Merges lists of models: each model once, in the order of the members. */
export const mergeListings = (path: string, listings: readonly unknown[]): unknown => {
  const { field = '', name = '' } = LISTINGS.get(path) ?? {};
  const models = new Map<unknown, unknown>();
  for (const listing of listings as Listing[]) {
    const own = listing[field];
    if (!Array.isArray(own)) continue;
    for (const model of own as Listing[]) if (!models.has(model[name])) models.set(model[name], model);
  }
  return { ...(listings[0] as Listing), [field]: [...models.values()] };
};

/** Answers a listing with the models of all healthy members. Fails only if no member responds. */
export const sendListing = (
  members: readonly Member[],
  { path }: UpstreamRequest,
  sink: ResponseSink<Error>,
): RunningRequest => {
  const controller = new AbortController();
  const healthy = members.filter((member) => member.healthy);
  const asked = healthy.length > 0 ? healthy : members;
  void Promise.allSettled(asked.map(({ relay }) => askJson(relay, path, controller.signal))).then(
    (answers) => {
      const listings = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      const [failure] = answers.flatMap((answer) =>
        answer.status === 'rejected' ? [answer.reason as Error] : [],
      );
      if (controller.signal.aborted || listings.length === 0) {
        sink.fail(failure ?? new Error('aborted'));
        return;
      }
      const body = Buffer.from(JSON.stringify(mergeListings(path, listings)));
      sink.head(200, 'OK', [
        ['Content-Type', 'application/json; charset=utf-8'],
        ['Content-Length', String(body.byteLength)],
      ]);
      sink.data(body);
      sink.end();
    },
  );
  return { pause: () => {}, resume: () => {}, abort: () => controller.abort() };
};
