import { problem } from '../../shared/errors/problem.ts';
import type { RunningSummary } from '../../shared/protocol/overview.ts';
import type { Access } from './authorise.ts';
import type { RequestContext } from './run-request.ts';
import { createSlots } from './slots.ts';

type Context = Pick<RequestContext, 'authorizer' | 'core' | 'lifetime' | 'record' | 'reply'>;

/** The requests of one process that Ollama is answering. */
export interface RunningRequests {
  readonly count: number;
  /** Adds a request until its lifetime ends. */
  add(access: Access, context: Context): void;
  /** The newest {@link MAX_LISTED}, oldest first. */
  list(): readonly RunningSummary[];
  /** Ends a request for its client with `stopped_by_user`. False if it has ended. */
  stop(id: number): boolean;
}

/** Most requests in a list. */
export const MAX_LISTED = 100;

/** Longest name of a model in a list, in UTF-16 code units. */
const MAX_NAME = 200;

interface Entry {
  readonly id: number;
  readonly access: Access;
  readonly context: Context;
  readonly startedAt: number;
}

const summarise = ({ id, access, context, startedAt }: Entry): RunningSummary => {
  const { grant, wanted } = access;
  const { operation, models } = wanted;
  const { bytes, chunks, firstByteAt } = context.record.progress();
  const ms = firstByteAt === null ? 0 : context.core.now() - firstByteAt;
  const isText = operation.scope === 'infer' && chunks > 1 && ms > 0;
  return {
    ...{ id, caller: context.authorizer.caller.id, grantId: grant.id, operation: operation.name },
    model: models?.[0]?.slice(0, MAX_NAME) ?? null,
    ...{ startedAt, bytes },
    tokensPerSecond: isText ? ((chunks - 1) * 1000) / ms : null,
  };
};

/** @param onChange called when a request is added or has ended. @default nothing */
export const createRunningRequests = (onChange: () => void = () => {}): RunningRequests => {
  const entries = createSlots<Entry>();
  let lastId = 0;

  return {
    get count() {
      return entries.size;
    },
    add(access, context) {
      if (context.lifetime.over) return;
      lastId += 1;
      const entry = { id: lastId, access, context, startedAt: context.core.now() };
      const at = entries.add(entry);
      context.lifetime.onEnd(() => {
        entries.remove(at, entry);
        onChange();
      });
      onChange();
    },
    list: () =>
      entries
        .all()
        .toSorted((one, other) => one.id - other.id)
        .slice(-MAX_LISTED)
        .map(summarise),
    stop(id) {
      const entry = entries.all().find((each) => each.id === id);
      entry?.context.reply.fail(problem('stopped_by_user', 'The user stopped the request.'), true);
      return entry !== undefined;
    },
  };
};
