import { dayOf, type UsageRow } from '../../shared/access/usage.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import { plainModelName } from '../access/model-names.ts';
import { createCounters } from '../usage/counters.ts';
import type { FinishedRequest, RequestObserver } from './request-observer.ts';
import type { UsageWriter } from './usage-writer.ts';

interface Finish {
  readonly code?: string;
  readonly aborted?: boolean;
}

/** What is known of one request while it runs; counted in the store and told when the turn that ends it is over. */
export interface RequestRecord {
  grant(id: string): void;
  models(models: readonly string[]): void;
  head(status: number): void;
  data(chunk: Buffer): void;
  /** Gives what an answer's end waits for, if it does: that it is counted. */
  finish(how: Finish): Promise<void> | undefined;
}

interface Options {
  readonly usage: UsageWriter;
  readonly observer: RequestObserver | undefined;
  now(): number;
}

/** From here on Ollama has not done what was asked. */
const FAILED = 400;

/** Scopes whose answers count tokens. */
const COUNTED = new Set<string>(['infer', 'embed']);

/** Counts a request: never what is in it. */
export const createRecord = (
  operation: Operation | undefined,
  { usage, observer, now }: Options,
): RequestRecord => {
  const began = now();
  const counters = operation && COUNTED.has(operation.scope) ? createCounters() : undefined;
  let grantId: string | null = null;
  let named: readonly string[] = [];
  let status: number | null = null;
  let firstByteMs: number | null = null;
  observer?.started(operation?.name ?? null);

  const rowOf = (finished: FinishedRequest, bad: boolean): UsageRow | undefined => {
    const { grant, models, status, ms, promptTokens, outputTokens } = finished;
    if (grant === null) return undefined;
    const [named = ''] = models;
    // What Ollama refuses may be no model at all: a caller could fill the table with names.
    const model = named === '' || status === null || status >= FAILED ? '' : plainModelName(named);
    const tokens = { promptTokens: promptTokens ?? 0, outputTokens: outputTokens ?? 0 };
    return { grantId: grant, day: dayOf(began), model, requests: 1, errors: bad ? 1 : 0, ms, ...tokens };
  };

  /** Looks at the end of the answer, which takes longer than all else that is done with a short one. */
  const conclude = ({ code, aborted = false }: Finish, ms: number): UsageRow | undefined => {
    const { promptTokens = null, outputTokens = null, failed = false } = counters?.result() ?? {};
    const finished: FinishedRequest = {
      operation: operation?.name ?? null,
      grant: grantId,
      models: named,
      status,
      code: code ?? null,
      firstByteMs,
      ms,
      promptTokens,
      outputTokens,
      aborted,
    };
    observer?.finished(finished);
    return rowOf(finished, failed || code !== undefined || (status ?? 0) >= FAILED);
  };

  return {
    grant(id) {
      grantId = id;
    },
    models(models) {
      named = models;
    },
    head(is) {
      status = is;
    },
    data(chunk) {
      firstByteMs ??= now() - began;
      counters?.take(chunk);
    },
    finish(how) {
      const ms = now() - began;
      return usage.add(() => conclude(how, ms));
    },
  };
};
