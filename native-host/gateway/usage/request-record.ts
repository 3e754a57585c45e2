import type { Operation } from '../../../shared/operations/operations.ts';
import { plainModelName } from '../../access/model-names.ts';
import type { Charge } from '../limits/quotas.ts';
import { createCounters } from './counters.ts';
import type { RecordedRequest } from './gather-batch.ts';
import { placeOf } from './place-of.ts';
import type { UsageWriter } from './usage-writer.ts';

/** Where a request over HTTP came from, for logs and metrics. Only `grantId` and `client` are trustworthy. */
export interface RequestSource {
  /** Without its query. */
  readonly path: string;
  /** The Host header. */
  readonly host: string | undefined;
  /** The address of the client. */
  readonly client: string | undefined;
  /** The grant of its key. @default it has none */
  readonly grantId?: string;
}

/** Metadata of an ended request for metrics and logs. Contains nothing of its content. */
export interface FinishedRequest {
  /** Name of the operation; null for an unknown route. */
  readonly operation: string | null;
  /** Public id of the grant; null if the request had none. */
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
  /** Whether the tokens are an estimate: the response ended before Ollama reported them. */
  readonly estimated: boolean;
  /** The client disconnected or cancelled first. */
  readonly aborted: boolean;
  /** Undefined if it did not come over HTTP. */
  readonly source?: RequestSource | undefined;
}

/** Notified when a request starts and after it has ended. */
export interface RequestObserver {
  started(operation: string | null): void;
  finished(request: FinishedRequest): void;
}

/** How much of a response has arrived, and since when, in milliseconds since the epoch; null if nothing has. */
interface Progress {
  readonly chunks: number;
  readonly bytes: number;
  readonly firstByteAt: number | null;
}

/** Metadata of one request, never its content. Recorded in the store and reported to the observer after its end. */
export interface RequestRecord {
  grant(id: string): void;
  models(models: readonly string[]): void;
  /** The end user that a trusted client names. */
  account(name: string): void;
  /** Where the tokens of the request are counted too. */
  charge(to: readonly Charge[]): void;
  head(status: number): void;
  data(chunk: Buffer): void;
  /** Takes the report of the tokens in a stream, which is not sent to the client. */
  report(text: string): void;
  /** Size of the request's body, in bytes. */
  sent(bytes: number): void;
  /** How much of the response has arrived. */
  progress(): Progress;
  /** Returns a promise that the end of a response waits for, or undefined if it need not wait for the store. */
  finish(how: { readonly code?: string; readonly aborted?: boolean }): Promise<void> | undefined;
}

/** Statuses from here on are errors. */
const FAILED = 400;

/**
 * Scope of the requests that the list of recent ones leaves out: a client may poll with them. Those of the companion's own
 * pages are not usage at all, since the user has asked for no list.
 */
const POLLED = 'read';

/** Scopes whose responses report token counts. */
const COUNTED = new Set<string>(['infer', 'embed']);

const NOT_COUNTED = {
  promptTokens: null,
  outputTokens: null,
  outputMs: null,
  failed: false,
  estimated: false,
};

const PIECES = new Map<string, Buffer>();

/** The bytes by which the pieces of an operation's streams are counted. */
const pieceOf = ({ tokens }: Operation): Buffer | undefined => {
  if (!tokens) return undefined;
  const { piece } = tokens;
  const known = PIECES.get(piece) ?? Buffer.from(piece);
  PIECES.set(piece, known);
  return known;
};

const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));

/** Who sent a request. */
interface Origin {
  /** Whether a page of the companion sent it. */
  readonly own?: boolean;
  readonly source?: RequestSource | undefined;
}

export const createRecord = (
  operation: Operation | undefined,
  core: { readonly usage: UsageWriter; readonly observer?: RequestObserver; now(): number },
  { own = false, source }: Origin = {},
): RequestRecord => {
  const { usage, observer, now } = core;
  const began = now();
  const counters = operation && COUNTED.has(operation.scope) ? createCounters(pieceOf(operation)) : undefined;
  let grant: string | null = null;
  let models: readonly string[] = [];
  let status: number | null = null;
  let firstByteMs: number | null = null;
  let chunks = 0;
  let bytes = 0;
  let promptBytes = 0;
  let account: string | null = null;
  let charges: readonly Charge[] = [];
  observer?.started(operation?.name ?? null);

  /** Called after the response was sent, since parsing its end costs more than the rest of a short request. */
  const conclude = (code: string | null, aborted: boolean, ms: number): RecordedRequest | undefined => {
    const found = counters?.result(promptBytes) ?? NOT_COUNTED;
    const { promptTokens, outputTokens, outputMs, failed, estimated } = found;
    const name = operation?.name ?? null;
    const tokens = { promptTokens, outputTokens, estimated };
    observer?.finished({
      ...{ operation: name, grant: grant ?? source?.grantId ?? null, models, status, code },
      ...{ firstByteMs, ms, ...tokens, aborted, source },
    });
    if (grant === null || (own && operation?.scope === POLLED)) return undefined;
    const isError = failed || code !== null || (status ?? 0) >= FAILED;
    const succeeded = status !== null && status < FAILED;
    // Ollama refuses names that are not models: callers could fill the table with those.
    const model = succeeded && models[0] ? plainModelName(models[0]) : '';
    const usage = {
      ...placeOf(began),
      grantId: grant,
      model,
      requests: 1,
      errors: isError ? 1 : 0,
      promptTokens: promptTokens ?? 0,
      outputTokens: outputTokens ?? 0,
      estimated: Number(estimated),
      ms,
    };
    const counted = { usage, account, charges };
    if (name === null || operation?.scope === POLLED) return { ...counted, recent: undefined };
    const recent = {
      at: Math.round(began),
      grantId: grant,
      model,
      account,
      operation: name,
      state: isError ? 'error' : aborted ? 'cancelled' : 'ok',
      status,
      code,
      promptTokens,
      outputTokens,
      estimated: Number(estimated),
      firstMs: rounded(firstByteMs),
      outputMs: rounded(outputMs),
      ms: Math.round(ms),
    } as const;
    return { ...counted, recent };
  };

  return {
    grant(id) {
      grant = id;
    },
    models(named) {
      models = named;
    },
    account(named) {
      account = named;
    },
    charge(to) {
      charges = to;
    },
    head(is) {
      status = is;
    },
    data(chunk) {
      firstByteMs ??= now() - began;
      chunks += 1;
      bytes += chunk.byteLength;
      counters?.take(chunk);
    },
    report: (text) => counters?.report(text),
    sent(size) {
      promptBytes = size;
    },
    progress: () => ({ chunks, bytes, firstByteAt: firstByteMs === null ? null : began + firstByteMs }),
    finish({ code, aborted = false }) {
      const ms = now() - began;
      return usage.add(() => conclude(code ?? null, aborted, ms));
    },
  };
};
