import * as v from 'valibot';
import { SCOPE_NAMES } from '../access/scopes.ts';
import { MAX_RECENT_ROWS } from '../protocol/limits.ts';

/** The fields of requests and answers of the admin API. The OpenAPI document is generated from them. */

const text = v.string();
const time = v.pipe(v.string(), v.isoTimestamp(), v.description('ISO 8601, in UTC'));
const orNull = <Inner extends v.GenericSchema>(inner: Inner) => v.nullable(inner);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

/** `admin` cannot be given over HTTP: the command line creates admin keys. */
const givenScope = v.picklist(SCOPE_NAMES.filter((scope) => scope !== 'admin'));
const givenModel = v.pipe(
  v.string(),
  v.regex(/^[\w.:/*-]{1,300}$/, 'Write it as `ollama list` shows it. `*` matches any text.'),
);

const total = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999_999_999_999));

const limits = v.strictObject({
  concurrent: v.exactOptional(v.pipe(limit, v.description('Requests at once'))),
  perMinute: v.exactOptional(v.pipe(limit, v.description('Requests started per minute'))),
  perDay: v.exactOptional(v.pipe(total, v.description('Requests per day of UTC'))),
  perMonth: v.exactOptional(v.pipe(total, v.description('Requests per month of UTC'))),
  tokensPerDay: v.exactOptional(v.pipe(total, v.description('Tokens per day of UTC'))),
  tokensPerMonth: v.exactOptional(v.pipe(total, v.description('Tokens per month of UTC'))),
});

const labels = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]{0,30}$/)),
    v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  ),
  v.maxEntries(8),
);

const trustsUserHeaders = v.pipe(
  v.boolean(),
  v.description('Usage is counted by the end users that its client names in the headers of Open WebUI, too'),
);

/** What can be set of a key. */
const settable = {
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  scopes: v.pipe(v.array(givenScope), v.minLength(1), v.maxLength(SCOPE_NAMES.length)),
  models: v.pipe(
    orNull(v.pipe(v.array(givenModel), v.minLength(1), v.maxLength(100))),
    v.description('Null: every local model'),
  ),
  limits: v.pipe(orNull(limits), v.description('Null: none')),
  labels: v.pipe(
    orNull(labels),
    v.description('What the key is grouped by, such as its team. Null: nothing'),
  ),
  expiresAt: v.pipe(orNull(time), v.description('Null: never')),
  trustsUserHeaders,
};

export const newKey = v.strictObject({
  name: settable.name,
  scopes: v.exactOptional(v.pipe(settable.scopes, v.description('Default: read, infer, embed'))),
  models: v.exactOptional(settable.models),
  limits: v.exactOptional(settable.limits),
  labels: v.exactOptional(settable.labels),
  expiresAt: v.exactOptional(settable.expiresAt),
  trustsUserHeaders: v.exactOptional(settable.trustsUserHeaders),
  use: v.exactOptional(
    v.pipe(v.picklist(['http', 'extension']), v.description('Default: http, for clients of `serve`')),
  ),
});

/** Only what is to change. */
export const keyChange = v.strictObject({
  name: v.exactOptional(settable.name),
  scopes: v.exactOptional(settable.scopes),
  models: v.exactOptional(settable.models),
  limits: v.exactOptional(settable.limits),
  labels: v.exactOptional(settable.labels),
  expiresAt: v.exactOptional(settable.expiresAt),
  trustsUserHeaders: v.exactOptional(settable.trustsUserHeaders),
  disabled: v.exactOptional(v.boolean()),
});

export const rotation = v.strictObject({
  overlapSeconds: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.maxValue(90 * 86_400),
      v.description('How long the old secret remains valid. Default: a day'),
    ),
  ),
});

export const key = v.object({
  id: text,
  prefix: v.pipe(orNull(text), v.description('How the key starts')),
  name: text,
  claimedName: orNull(text),
  kind: v.picklist(['key', 'approval', 'pairing']),
  state: v.picklist(['active', 'disabled', 'expired', 'revoked']),
  caller: v.pipe(
    orNull(text),
    v.description('http, the id of an extension, or null before its first use by one'),
  ),
  scopes: v.array(text),
  models: orNull(v.array(text)),
  limits: orNull(
    v.object({
      ...{ concurrent: v.optional(count), perMinute: v.optional(count), perDay: v.optional(count) },
      ...{ perMonth: v.optional(count), tokensPerDay: v.optional(count), tokensPerMonth: v.optional(count) },
    }),
  ),
  labels: orNull(v.record(text, text)),
  trustsUserHeaders,
  imported: v.pipe(v.boolean(), v.description('Its text was chosen by its owner')),
  createdAt: time,
  expiresAt: orNull(time),
  lastUsedAt: orNull(time),
  disabledAt: orNull(time),
  revokedAt: orNull(time),
});

const secret = v.pipe(text, v.description('The whole key, which cannot be read again'));
export const createdKey = v.object({ key: secret, record: key });
export const rotatedKey = v.object({ key: secret, oldUntil: time });

/** The page of a list. */
const rows = v.exactOptional(
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(MAX_RECENT_ROWS),
    v.description('Most entries. Default: 100'),
  ),
);
const before = v.exactOptional(
  v.pipe(
    v.number(),
    v.safeInteger(),
    v.minValue(0),
    v.description('Only entries before the one with this id'),
  ),
);
export const page = v.strictObject({ limit: rows, before });
export const auditPage = v.strictObject({
  limit: rows,
  before,
  subject: v.exactOptional(
    v.pipe(text, v.maxLength(100), v.description('Only acts on the key with this id')),
  ),
});
export const usageRange = v.strictObject({
  unit: v.exactOptional(v.pipe(v.picklist(['hour', 'day']), v.description('Default: day'))),
  since: v.exactOptional(v.pipe(time, v.description('Default: 30 days before `until`'))),
  until: v.exactOptional(v.pipe(time, v.description('Excluded. Default: now'))),
});

const owner = { grantId: text, name: v.pipe(orNull(text), v.description('Null if the key is gone')) };

const counts = {
  requests: count,
  errors: count,
  promptTokens: count,
  outputTokens: count,
  estimated: v.exactOptional(v.pipe(count, v.description('Requests whose tokens are an estimate'))),
  ms: v.pipe(v.number(), v.description('Total duration of the requests')),
};

export const usage = v.array(
  v.object({
    day: v.pipe(text, v.isoDate()),
    hour: v.pipe(orNull(time), v.description('Null by the day')),
    ...owner,
    model: v.pipe(text, v.description('Empty if unknown, or if models are merged')),
    ...counts,
  }),
);

/** Most end users in an answer. */
export const MAX_ACCOUNTS = 1_000;

export const dayRange = v.strictObject({
  since: v.exactOptional(v.pipe(text, v.isoDate(), v.description('Default: 29 days before `until`'))),
  until: v.exactOptional(v.pipe(text, v.isoDate(), v.description('Included. Default: today'))),
});

export const accounts = v.array(
  v.object({
    ...owner,
    account: v.pipe(text, v.description('The end user, as the client of the key named it')),
    ...counts,
  }),
);

export const requests = v.array(
  v.object({
    id: v.number(),
    at: time,
    ...owner,
    model: text,
    operation: text,
    state: v.picklist(['ok', 'error', 'cancelled']),
    status: orNull(v.number()),
    code: orNull(text),
    promptTokens: orNull(count),
    outputTokens: orNull(count),
    estimated: v.pipe(v.optional(count), v.description('1 if the tokens are an estimate')),
    account: v.pipe(v.optional(orNull(text)), v.description('The end user that a trusted client named')),
    firstMs: orNull(v.number()),
    outputMs: orNull(v.number()),
    ms: v.number(),
  }),
);

const serveProcess = v.object({ host: text, pid: v.number(), startedAt: time });

export const running = v.object({
  process: serveProcess,
  requests: v.array(
    v.object({
      id: v.number(),
      ...owner,
      operation: text,
      model: orNull(text),
      startedAt: time,
      bytes: count,
      tokensPerSecond: orNull(v.number()),
    }),
  ),
});

export const upstreams = v.array(
  v.object({
    address: text,
    healthy: v.boolean(),
    circuit: v.pipe(
      v.picklist(['closed', 'open', 'half-open']),
      v.description('Open while its requests fail although it answers: it gets none, then one as a trial'),
    ),
    running: count,
    models: v.pipe(orNull(v.array(text)), v.description('Null before the first successful check')),
    loaded: v.pipe(v.array(text), v.description('Models in its memory')),
  }),
);

export const audit = v.array(
  v.object({
    id: v.number(),
    at: time,
    act: text,
    subject: text,
    name: v.pipe(orNull(text), v.description('The name of the subject, if it is a key or an extension')),
    detail: orNull(text),
    actor: v.pipe(
      orNull(text),
      v.description('The id of the admin key; null for the command line and the companion'),
    ),
    actorName: orNull(text),
  }),
);

export const status = v.object({
  version: text,
  key: v.object({ id: text, name: text }),
  process: serveProcess,
});

type Output<Schema extends v.GenericSchema> = Frozen<v.InferOutput<Schema>>;

/** The same type, which nobody may change. */
export type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Frozen<Value[Name]> }
    : Value;

export type NewKeyBody = Output<typeof newKey>;
export type KeyChangeBody = Output<typeof keyChange>;
export type RotationBody = Output<typeof rotation>;
export type PageQuery = Output<typeof page>;
export type AuditQuery = Output<typeof auditPage>;
export type UsageQuery = Output<typeof usageRange>;
export type KeyRecord = Output<typeof key>;
export type DayQuery = Output<typeof dayRange>;
export type AccountRecord = Output<typeof accounts>[number];
export type UsageRecord = Output<typeof usage>[number];
export type RequestRecord = Output<typeof requests>[number];
export type RunningRecord = Output<typeof running>;
export type UpstreamRecord = Output<typeof upstreams>[number];
export type AuditRecord = Output<typeof audit>[number];
export type StatusRecord = Output<typeof status>;
