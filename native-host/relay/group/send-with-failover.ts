import { Readable } from 'node:stream';
import { plainModelName } from '../../access/model-names.ts';
import type { UpstreamRequest } from '../relay.ts';
import type { ResponseSink, RunningRequest } from '../response-sink.ts';
import { chooseMember } from './choose-member.ts';
import type { Member } from './member.ts';

/** Errors of a connection that was never made: no byte of the request was sent. */
const NEVER_SENT =
  /^(EAI_AGAIN|ECONNREFUSED|EHOSTDOWN|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/;

const wasNeverSent = ({ code = '' }: Error & { readonly code?: string }): boolean => NEVER_SENT.test(code);

/**
 * Whether a request that failed before its response began may go to another Ollama: it was never sent, or sending it
 * twice changes nothing. A streamed body can't be sent again.
 */
const mayFailOver = ({ method, body }: UpstreamRequest, error: Error): boolean =>
  !(body instanceof Readable) && (method === 'GET' || method === 'HEAD' || wasNeverSent(error));

interface Options {
  /** The members that may answer. */
  readonly members: readonly Member[];
  /** Settles when the models of the members are known; undefined if they are. */
  readonly known: Promise<void> | undefined;
  /** Called when a member has finished with the request. */
  onLeft(): void;
}

/** Sends a request to the best member, and to the next one if it fails before it can have had an effect. */
export const sendWithFailover = (
  request: UpstreamRequest,
  sink: ResponseSink<Error>,
  { members, known, onLeft }: Options,
): RunningRequest => {
  const models = (request.models ?? []).map(plainModelName);
  const tried = new Set<Member>();
  let call: RunningRequest | undefined;
  let aborted = false;
  let begun = false;

  const attempt = (member: Member) => {
    tried.add(member);
    member.running += 1;
    const leave = () => {
      member.running -= 1;
      onLeft();
    };
    call = member.relay.send(request, {
      head(...head) {
        begun = true;
        // A model that does not fit fails with a status: it was not loaded.
        if (head[0] < 400) for (const model of models) member.loaded.add(model);
        sink.head(...head);
      },
      data: sink.data,
      end() {
        leave();
        sink.end();
      },
      fail(error) {
        leave();
        if (wasNeverSent(error)) member.healthy = false;
        const isFinal = begun || aborted || !mayFailOver(request, error);
        const next = isFinal ? undefined : chooseMember(members, models, tried);
        if (next) attempt(next);
        else sink.fail(error);
      },
    });
  };

  const start = () => {
    if (aborted) sink.fail(new Error('aborted'));
    else attempt(chooseMember(members, models, tried) as Member);
  };
  if (known) void known.then(start);
  else start();
  return {
    pause: () => call?.pause(),
    resume: () => call?.resume(),
    abort() {
      aborted = true;
      call?.abort();
    },
  };
};
