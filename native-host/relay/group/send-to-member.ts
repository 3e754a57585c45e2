import type { UpstreamRequest } from '../relay.ts';
import type { ResponseSink, RunningRequest } from '../response-sink.ts';
import type { Member } from './member.ts';
import { type Failure, failureOf, failureOfStatus, RETRY_POLICY } from './retry-policy.ts';

interface Options {
  /** Whether the client has gone. */
  aborted(): boolean;
  /** Returns what sends the request to another member; undefined if it ends with this failure. */
  another(failure: Failure): (() => void) | undefined;
  /** The response has begun. */
  answered(status: number): void;
  /** The member has finished with the request. */
  onLeft(): void;
}

/** Sends a request to one member, and notes what its outcome says about the member. Undefined if it has ended already. */
export const sendToMember = (
  member: Member,
  request: UpstreamRequest,
  sink: ResponseSink<Error>,
  { aborted, another, answered, onLeft }: Options,
): RunningRequest | undefined => {
  const outcome = member.circuit.begin();
  let begun = false;
  let left = false;
  member.running += 1;

  const leave = () => {
    left = true;
    member.running -= 1;
    onLeft();
  };
  const note = (failure: Failure | undefined) => {
    if (failure === undefined) outcome.succeeded();
    else if (RETRY_POLICY[failure].counts) outcome.failed();
    else outcome.dropped();
  };

  const call = member.relay.send(request, {
    head(...head) {
      if (left) return;
      const failure = failureOfStatus(head[0]);
      note(failure);
      const next = failure && another(failure);
      if (next) {
        leave();
        call.abort();
        return next();
      }
      begun = true;
      answered(head[0]);
      sink.head(...head);
    },
    data(chunk) {
      if (!left) sink.data(chunk);
    },
    end() {
      if (left) return;
      leave();
      sink.end();
    },
    fail(error) {
      if (left) return;
      leave();
      if (begun) return sink.fail(error);
      const failure = failureOf(error);
      if (aborted()) outcome.dropped();
      else note(failure);
      if (failure === 'unsent') member.healthy = false;
      const next = another(failure);
      if (next) next();
      else sink.fail(error);
    },
  });
  return left ? undefined : call;
};
