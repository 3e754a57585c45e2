import type { Relay } from '../relay.ts';
import type { CircuitState } from './circuit.ts';
import { createConversations } from './conversations.ts';
import { checkMember, createMember, type Member } from './member.ts';
import { isListing, sendListing } from './send-listing.ts';
import { sendWithFailover } from './send-with-failover.ts';

/** The state of one Ollama of a group, for metrics and the admin API. */
export type MemberHealth = Pick<Member, 'base' | 'healthy' | 'running'> & {
  readonly circuit: CircuitState;
  readonly models: Member['models'];
  readonly loaded: ReadonlySet<string>;
};

/** Several Ollamas that are used as one. */
export interface UpstreamGroup extends Relay {
  health(): readonly MemberHealth[];
  /** Checks all members now. Resolves when each has responded or failed. */
  check(): Promise<void>;
}

interface Options {
  /** At least one address, and a relay to it. */
  readonly members: readonly { readonly base: string; readonly relay: Relay }[];
  /** Milliseconds between two checks of all members. @default 5000 */
  readonly interval?: number;
}

/** Milliseconds that a member has to respond to a check. */
const CHECK_TIMEOUT_MS = 5000;

/**
 * A relay over several Ollamas. Models are managed on the first one. Any other request goes to a member that has
 * its model, loaded if possible, and where its conversation was answered last; after a failure to another one, if
 * `RETRY_POLICY` allows it. Listings are merged from all members.
 */
export const createUpstreamGroup = ({ members: given, interval = 5000 }: Options): UpstreamGroup => {
  const members = given.map(({ base, relay }) => createMember(base, relay));
  const conversations = createConversations();
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const check = async () => {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(CHECK_TIMEOUT_MS)]);
    await Promise.all(members.map((member) => checkMember(member, signal)));
  };

  const watch = async () => {
    await check();
    firstCheck = undefined;
    if (!closing.signal.aborted) timer = setTimeout(watch, interval).unref();
  };
  let firstCheck: Promise<void> | undefined = watch();

  return {
    check,
    health: () =>
      members.map(({ base, healthy, circuit, running, models, loaded }) => ({
        ...{ base, healthy, running, models, loaded },
        circuit: circuit.state,
      })),
    send(request, sink) {
      if (members.length > 1 && request.method === 'GET' && isListing(request.path)) {
        return sendListing(members, request, sink);
      }
      const manages = request.operation?.scope === 'manage';
      return sendWithFailover(request, sink, {
        members: manages ? members.slice(0, 1) : members,
        known: firstCheck,
        conversations,
        onLeft: () => manages && void check(),
      });
    },
    close() {
      closing.abort();
      clearTimeout(timer);
      for (const { relay } of members) relay.close();
    },
  };
};
