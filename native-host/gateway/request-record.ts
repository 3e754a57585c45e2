import { dayOf } from '../../shared/access/usage.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import { plainModelName } from '../access/model-names.ts';
import { createCounters } from '../usage/counters.ts';
import type { FinishedRequest, RequestObserver } from './request-observer.ts';
import type { UsageWriter } from './usage-writer.ts';

/** What is known of one request while it runs; counted in the store and told when it is over. */
export interface RequestRecord {
  grant(id: string): void;
  models(models: readonly string[]): void;
  head(status: number): void;
  data(chunk: Buffer): void;
  finish(how: { readonly code?: string; readonly aborted?: boolean }): void;
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

  const count = (
    { models: [named = ''], ms, promptTokens, outputTokens, ...rest }: FinishedRequest,
    bad: boolean,
  ) => {
    if (rest.grant === null) return;
    // What Ollama refuses may be no model at all: a caller could fill the table with names.
    const model = named === '' || rest.status === null || rest.status >= FAILED ? '' : plainModelName(named);
    const tokens = { promptTokens: promptTokens ?? 0, outputTokens: outputTokens ?? 0 };
    const counted = {
      grantId: rest.grant,
      day: dayOf(began),
      model,
      requests: 1,
      errors: bad ? 1 : 0,
      ms,
      ...tokens,
    };
    usage.add(counted);
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
    finish({ code = null, aborted = false }) {
      const { promptTokens = null, outputTokens = null, failed = false } = counters?.result() ?? {};
      const finished: FinishedRequest = {
        operation: operation?.name ?? null,
        grant: grantId,
        models: named,
        status,
        code,
        firstByteMs,
        ms: now() - began,
        promptTokens,
        outputTokens,
        aborted,
      };
      count(finished, failed || code !== null || (status ?? 0) >= FAILED);
      observer?.finished(finished);
    },
  };
};
