import { askJson } from '../ask-json.ts';
import type { UpstreamRequest } from '../relay.ts';
import type { ResponseSink, RunningRequest } from '../response-sink.ts';
import type { Member } from './member.ts';
import { mergeListings } from './merge-listings.ts';

/** Answers a listing with the models of all members that are up; fails only if none of them answers. */
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
