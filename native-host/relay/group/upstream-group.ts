import { plainModelName } from '../../access/model-names.ts';
import type { Relay, UpstreamRequest } from '../relay.ts';
import type { ResponseSink, RunningRequest } from '../response-sink.ts';
import { checkMember } from './check-member.ts';
import { chooseMember } from './choose-member.ts';
import { mayFailOver, wasNeverSent } from './may-fail-over.ts';
import { createMember, type Member } from './member.ts';
import { isListing } from './merge-listings.ts';
import { sendListing } from './send-listing.ts';

/** How one Ollama of a group is, for metrics. */
export type MemberHealth = Pick<Member, 'base' | 'healthy' | 'running'>;

/** Several Ollamas that are used as one. */
export interface UpstreamGroup extends Relay {
  health(): readonly MemberHealth[];
  /** Asks all members now; settles when each has answered or failed. */
  check(): Promise<void>;
}

interface Options {
  /** At least one address, and the way to it. */
  readonly members: readonly { readonly base: string; readonly relay: Relay }[];
  /** Milliseconds between two checks of all members. @default 5000 */
  readonly interval?: number;
  /** Milliseconds that a member has for a check. @default 5000 */
  readonly patience?: number;
}

/**
 * A relay over several Ollamas. Models are managed on the first one. Any other request goes to a member that has
 * its model, loaded if possible; to another one only if it cannot have begun. Listings are those of all members.
 */
export const createUpstreamGroup = ({
  members: given,
  interval = 5000,
  patience = 5000,
}: Options): UpstreamGroup => {
  const members = given.map(({ base, relay }) => createMember(base, relay));
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const check = async () => {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(patience)]);
    await Promise.all(members.map((member) => checkMember(member, signal)));
  };

  let checked = false;
  const watch = async () => {
    await check();
    checked = true;
    if (!closing.signal.aborted) timer = setTimeout(watch, interval).unref();
  };
  const firstCheck = watch();

  const send = (request: UpstreamRequest, sink: ResponseSink<Error>): RunningRequest => {
    const manages = request.operation?.scope === 'manage';
    const models = (request.models ?? []).map(plainModelName);
    const among = manages ? members.slice(0, 1) : members;
    const tried = new Set<Member>();
    let call: RunningRequest | undefined;
    let aborted = false;
    let begun = false;

    const attempt = (member: Member) => {
      tried.add(member);
      member.running += 1;
      const left = () => {
        member.running -= 1;
        if (manages) void check();
      };
      call = member.relay.send(request, {
        head(...head) {
          begun = true;
          // A model that does not fit fails with a status: it has loaded nothing.
          if (head[0] < 400) for (const model of models) member.loaded.add(model);
          sink.head(...head);
        },
        data: sink.data,
        end() {
          left();
          sink.end();
        },
        fail(error) {
          left();
          if (wasNeverSent(error)) member.healthy = false;
          const next =
            begun || aborted || !mayFailOver(request, error) ? undefined : chooseMember(among, models, tried);
          if (next) attempt(next);
          else sink.fail(error);
        },
      });
    };

    const start = () => {
      if (aborted) sink.fail(new Error('aborted'));
      else attempt(chooseMember(among, models, tried) as Member);
    };
    // Nobody knows yet which has the model.
    if (checked) start();
    else void firstCheck.then(start);
    return {
      pause: () => call?.pause(),
      resume: () => call?.resume(),
      abort() {
        aborted = true;
        call?.abort();
      },
    };
  };

  return {
    check,
    health: () => members.map(({ base, healthy, running }) => ({ base, healthy, running })),
    send: (request, sink) =>
      members.length > 1 && request.method === 'GET' && isListing(request.path)
        ? sendListing(members, request, sink)
        : send(request, sink),
    close() {
      closing.abort();
      clearTimeout(timer);
      for (const { relay } of members) relay.close();
    },
  };
};
