import { dayOf, type UsageRow } from '../../../shared/access/usage.ts';
import type { Problem } from '../../../shared/errors/problem.ts';
import type { Operation } from '../../../shared/operations/operations.ts';
import { plainModelName } from '../../access/model-names.ts';
import type { ResponseSink } from '../../relay/response-sink.ts';
import { createCounters } from './counters.ts';
import type { UsageWriter } from './usage-writer.ts';

/** Metadata of an ended request for metrics and logs. Contains nothing of its content. */
export interface FinishedRequest {
  /** Name of the operation; null for an unknown route. */
  readonly operation: string | null;
  /** Public id of the grant; null if the request was refused before it had one. */
  readonly grant: string | null;
  readonly models: readonly string[];
  /** HTTP status; null if the request ended before its response started. */
  readonly status: number | null;
  /** Code of a refusal or failure by Turnkey; null if there was none. */
  readonly code: string | null;
  /** Time from the request to the first byte of its response, in milliseconds; null if there was none. */
  readonly firstByteMs: number | null;
  /** Time from the request to its end, in milliseconds. */
  readonly ms: number;
  /** As reported by Ollama; null if it reported none. */
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  /** The client disconnected or cancelled first. */
  readonly aborted: boolean;
}

/** Notified when a request starts and after it has ended. */
export interface RequestObserver {
  started(operation: string | null): void;
  finished(request: FinishedRequest): void;
}

interface Finish {
  readonly code?: string;
  readonly aborted?: boolean;
}

/** Metadata of one request, never its content. Recorded in the store and reported to the observer after its end. */
export interface RequestRecord {
  grant(id: string): void;
  models(models: readonly string[]): void;
  head(status: number): void;
  data(chunk: Buffer): void;
  /** Returns a promise that the end of a response waits for, or undefined if it need not wait for the store. */
  finish(how: Finish): Promise<void> | undefined;
}

interface Options {
  readonly usage: UsageWriter;
  readonly observer?: RequestObserver;
  now(): number;
}

/** Statuses from here on are errors. */
const FAILED = 400;

/** Scopes whose responses report token counts. */
const COUNTED = new Set<string>(['infer', 'embed']);

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
    // Ollama refuses names that are no models: callers could fill the table with those.
    const model = named === '' || status === null || status >= FAILED ? '' : plainModelName(named);
    const tokens = { promptTokens: promptTokens ?? 0, outputTokens: outputTokens ?? 0 };
    return { grantId: grant, day: dayOf(began), model, requests: 1, errors: bad ? 1 : 0, ms, ...tokens };
  };

  /** Called after the response was sent, since parsing its end costs more than the rest of a short request. */
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

/** Records a response on its way to `sink`. Aborting `signal` suppresses an end that waits for the store. */
export const recorded = (
  sink: ResponseSink<Problem>,
  record: RequestRecord,
  signal: AbortSignal,
): ResponseSink<Problem> => ({
  head(status, statusText, headers) {
    record.head(status);
    sink.head(status, statusText, headers);
  },
  data(chunk) {
    record.data(chunk);
    sink.data(chunk);
  },
  end() {
    // A client that has the whole response must find it in its usage, even if this process is killed then.
    const written = record.finish({});
    if (!written) return sink.end();
    void written.then(() => {
      if (!signal.aborted) sink.end();
    });
  },
  fail(failure, drop) {
    void record.finish({ code: failure.code });
    sink.fail(failure, drop);
  },
});
