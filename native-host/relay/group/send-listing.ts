import { askJson } from '../ask-json.ts';
import type { UpstreamCall, UpstreamListener, UpstreamRequest } from '../relay.ts';
import type { Member } from './member.ts';
import { mergeListings } from './merge-listings.ts';

/** Answers a listing with the models of all members that are up; fails only if none of them answers. */
export const sendListing = (
  members: readonly Member[],
  { path }: UpstreamRequest,
  listener: UpstreamListener,
): UpstreamCall => {
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
        listener.onError(failure ?? new Error('aborted'), false);
        return;
      }
      const body = Buffer.from(JSON.stringify(mergeListings(path, listings)));
      listener.onHead(200, 'OK', [
        ['Content-Type', 'application/json; charset=utf-8'],
        ['Content-Length', String(body.byteLength)],
      ]);
      listener.onData(body);
      listener.onEnd();
    },
  );
  return { pause: () => {}, resume: () => {}, abort: () => controller.abort() };
};
