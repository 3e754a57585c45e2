import { plainModelName } from '../../access/model-names.ts';
import type { UpstreamRequest } from '../relay.ts';
import type { ResponseSink, RunningRequest } from '../response-sink.ts';
import { chooseMember } from './choose-member.ts';
import { beginningsOf, type Conversations } from './conversations.ts';
import type { Member } from './member.ts';
import { mayRepeat } from './retry-policy.ts';
import { sendToMember } from './send-to-member.ts';

interface Options {
  /** The members that may answer. */
  readonly members: readonly Member[];
  /** Settles when the models of the members are known; undefined if they are. */
  readonly known: Promise<void> | undefined;
  readonly conversations: Conversations;
  /** Called when a member has finished with the request. */
  onLeft(): void;
}

/** Sends a request to the best member, and to the next one if it fails before its response and may be repeated. */
export const sendWithFailover = (
  request: UpstreamRequest,
  sink: ResponseSink<Error>,
  { members, known, conversations, onLeft }: Options,
): RunningRequest => {
  const models = (request.models ?? []).map(plainModelName);
  const beginnings = members.length > 1 ? beginningsOf(request) : [];
  const tried = new Set<Member>();
  let call: RunningRequest | undefined;
  let paused = false;
  let aborted = false;

  const choose = () => chooseMember(members, { models, last: conversations.last(beginnings) }, tried);

  const attempt = (member: Member): void => {
    tried.add(member);
    const own = sendToMember(member, request, sink, {
      aborted: () => aborted,
      another(failure) {
        const next = !aborted && mayRepeat(request, failure, tried.size) ? choose() : undefined;
        return next && (() => attempt(next));
      },
      answered(status) {
        // A model that does not fit fails with a status: it was not loaded.
        if (status >= 400) return;
        for (const model of models) member.loaded.add(model);
        conversations.note(beginnings, member);
      },
      onLeft,
    });
    if (!own) return;
    call = own;
    if (paused) own.pause();
  };

  const start = () => {
    if (aborted) sink.fail(new Error('aborted'));
    else attempt(choose() as Member);
  };
  if (known) void known.then(start);
  else start();
  return {
    pause() {
      paused = true;
      call?.pause();
    },
    resume() {
      paused = false;
      call?.resume();
    },
    abort() {
      aborted = true;
      call?.abort();
    },
  };
};
