import * as v from 'valibot';
import type { GrantSummary } from '../access/grant.ts';
import { isScope } from '../access/scopes.ts';
import type { Problem } from '../errors/problem.ts';
import {
  MAX_HEADER,
  MAX_HEADERS,
  MAX_KEY_TEXT,
  MAX_MODELS,
  MAX_PATH,
  MAX_REASON_TEXT,
  MAX_SCOPES,
} from './limits.ts';

/** Messages from a client to the host. Clients are not trusted: the host validates each message with its schema. */

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const short = v.pipe(v.string(), v.maxLength(200));
const secret = v.pipe(v.string(), v.maxLength(MAX_KEY_TEXT));

/** Names of models. The host checks their characters. */
export const modelsSchema = v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(MAX_MODELS));
export const reasonSchema = v.pipe(v.string(), v.maxLength(MAX_REASON_TEXT));

/** Scopes that this build does not know are dropped: the SDK may be newer. */
const wantedScopes = v.pipe(
  v.array(short),
  v.maxLength(MAX_SCOPES),
  v.transform((names) => names.filter(isScope)),
);

/** The host announces no compression of what it receives, and must not take a compressed piece for an empty one. */
const payload = {
  text: v.optional(v.string()),
  base64: v.optional(v.string()),
  deflate: v.optional(v.never()),
};

const helloSchema = v.object({
  type: v.literal('hello'),
  protocol: v.object({ min: count, max: count }),
  client: v.object({ name: short, version: short }),
  /** What the extension says about itself: the name in its manifest. */
  extension: v.optional(v.object({ name: short })),
  /** A key from `ollama-turnkey key create`. The host binds it to the caller on first use. */
  key: v.optional(secret),
  /** The companion's pairing token. */
  token: v.optional(secret),
  /** Whether the client reads pieces with `deflate`. */
  deflate: v.optional(v.boolean()),
  /** What to ask the user for if a request needs it, and whether a request may ask. */
  access: v.optional(
    v.object({
      ask: v.optional(v.picklist(['auto', 'never'])),
      scopes: v.optional(wantedScopes),
      models: v.optional(modelsSchema),
      reason: v.optional(reasonSchema),
    }),
  ),
});

const requestSchema = v.object({
  type: v.literal('request'),
  id,
  method: v.pipe(v.string(), v.maxLength(16)),
  path: v.pipe(v.string(), v.maxLength(MAX_PATH)),
  headers: v.pipe(v.record(short, v.pipe(v.string(), v.maxLength(MAX_HEADER))), v.maxEntries(MAX_HEADERS)),
  /** A complete body of at most `INLINE_BODY` bytes. */
  body: v.optional(v.object(payload)),
  /** If true, the body follows in `body` messages. */
  upload: v.optional(v.boolean()),
});

const bodySchema = v.object({
  type: v.literal('body'),
  id,
  seq: count,
  ...payload,
  last: v.boolean(),
});

const cancelSchema = v.object({ type: v.literal('cancel'), id });

const creditSchema = v.object({ type: v.literal('credit'), id, bytes: id });

const callSchema = v.object({
  type: v.literal('call'),
  id,
  name: short,
  params: v.optional(v.record(short, v.unknown())),
});

const pingSchema = v.object({ type: v.literal('ping') });
const pongSchema = v.object({ type: v.literal('pong') });

/** Any message from a client. */
export const clientMessageSchema = v.variant('type', [
  helloSchema,
  requestSchema,
  bodySchema,
  cancelSchema,
  creditSchema,
  callSchema,
  pingSchema,
  pongSchema,
]);

export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;
/** A client message of one type. */
export type ClientMessageOf<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;

/** What an SDK was configured to ask the user for. */
export type ConfiguredAccess = NonNullable<ClientMessageOf<'hello'>['access']>;

/** A piece of a body: `text` if its bytes are valid UTF-8, else `base64`. */
export interface Payload {
  readonly text?: string | undefined;
  readonly base64?: string | undefined;
}

/**
 * A piece of a reply. If the client has announced `deflate`, it may be compressed: `deflate` is base64 of a raw DEFLATE
 * stream (RFC 1951) that inflates to `length` bytes.
 */
export interface ReplyPayload extends Payload {
  readonly deflate?: string | undefined;
  readonly length?: number | undefined;
}

/** Messages from the host to a client. Each `request` and `call` ends with exactly one `end`, `result` or `error`. */
export type HostMessage =
  | {
      readonly type: 'welcome';
      readonly protocol: number;
      readonly host: { readonly version: string };
      readonly limits: { readonly replyWindow: number; readonly uploadWindow: number };
      readonly grant: GrantSummary | null;
      /** Why there is no grant for the key or token in `hello`. */
      readonly problem?: Problem | undefined;
    }
  | {
      readonly type: 'response';
      readonly id: number;
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
    }
  /** The request waits for the user's decision. It is not sent to Ollama before `started` follows. */
  | { readonly type: 'waiting'; readonly id: number }
  | { readonly type: 'started'; readonly id: number }
  | ({ readonly type: 'data'; readonly id: number; readonly seq: number } & ReplyPayload)
  | { readonly type: 'end'; readonly id: number }
  | ({ readonly type: 'error'; readonly id?: number | undefined } & Problem)
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'credit'; readonly id: number; readonly bytes: number }
  | { readonly type: 'notice'; readonly name: 'approval' | 'grants'; readonly value?: unknown }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' }
  /** Sent by the companion only: the channel to the host has ended. Without a problem it was closed for being idle. */
  | { readonly type: 'closed'; readonly problem?: Problem | undefined };

/** A host message of one type. */
export type HostMessageOf<T extends HostMessage['type']> = Extract<HostMessage, { type: T }>;
