import type { Readable } from 'node:stream';
import type { Operation } from '../../shared/operations/operations.ts';
import { Refusal } from '../errors/refusal.ts';

/** The share of one request in a budget. */
export interface BodyShare {
  /** Whether `bytes` more would fit now. For an announced length, before anything is read. */
  fits(bytes: number): boolean;
  /** Counts bytes that arrived. Returns false, and counts nothing, if they do not fit or the share was released. */
  add(bytes: number): boolean;
  /** The limit that was exceeded last: that of one body, or that of all bodies held at once. */
  readonly exceeded: 'each' | 'all' | undefined;
  /** Frees the share. May be called more than once. */
  release(): void;
}

interface BodyLimits {
  /** Largest body, in bytes. */
  readonly each: number;
  /** Largest total of all bodies held at once, in bytes. */
  readonly all: number;
}

/** Limits the memory of request bodies, each and together. */
export interface BodyBudget extends BodyLimits {
  /** Bytes held now. */
  readonly held: number;
  share(): BodyShare;
}

/** Counts bytes as they arrive, so that a caller that announces much and sends nothing takes nothing from others. */
export const createBodyBudget = ({ each, all }: BodyLimits): BodyBudget => {
  let held = 0;
  return {
    each,
    all,
    get held() {
      return held;
    },
    share() {
      let own = 0;
      let released = false;
      const fits = (bytes: number): boolean => {
        if (own + bytes > each) share.exceeded = 'each';
        else if (held + bytes > all) share.exceeded = 'all';
        else return true;
        return false;
      };
      // Fields, no getters: V8 creates a hidden class for each object that a literal with a getter makes.
      const share = {
        exceeded: undefined as BodyShare['exceeded'],
        fits,
        add(bytes: number) {
          if (released || !fits(bytes)) return false;
          own += bytes;
          held += bytes;
          return true;
        },
        release() {
          released = true;
          held -= own;
          own = 0;
        },
      };
      return share;
    },
  };
};

/** A request body. Reading starts when `whole` or `stream` is called, after the caller was authorised. */
export type GatewayBody = InlineBody | StreamedBody;

type Whole = string | Buffer | undefined;

/** A body that has arrived already or is small. It is always read whole. */
interface InlineBody {
  readonly inline: true;
  /**
   * The whole body, as text if it arrived as text, so that JSON need not be encoded and decoded again. Undefined if it
   * does not fit into `share`, which counts UTF-8 bytes. Returns a promise only if it has not arrived yet.
   */
  whole(share: BodyShare): Whole | Promise<Whole>;
}

interface StreamedBody extends Pick<InlineBody, 'whole'> {
  readonly inline: false;
  /** The body in pieces, for operations whose bodies are too large to hold. */
  stream(): Readable;
}

const MiB = 1024 * 1024;

const formatSize = (bytes: number): string => (bytes % MiB === 0 ? `${bytes / MiB} MiB` : `${bytes} bytes`);

/** When to retry, in milliseconds. The end of other requests cannot be predicted. */
const SOON_MS = 1_000;

/**
 * Reads a body as its operation needs it: a blob as a stream, everything else whole. A whole body counts in `share` until
 * that is released. Throws or rejects with a Refusal for a body beyond a limit. Returns a promise only if it has to wait.
 */
export const readBody = (
  { body: kind }: Operation,
  body: GatewayBody,
  limits: BodyLimits,
  share: BodyShare,
): string | Buffer | Readable | Promise<string | Buffer> => {
  if (kind === 'blob' && !body.inline) return body.stream();
  const whole = body.whole(share);
  return whole instanceof Promise
    ? whole.then((each) => withinLimits(each, limits, share))
    : withinLimits(whole, limits, share);
};

const withinLimits = (whole: Whole, { each, all }: BodyLimits, share: BodyShare): string | Buffer => {
  if (whole !== undefined) return whole;
  if (share.exceeded === 'all') {
    const message = `The bodies of all running requests would exceed ${formatSize(all)} with this one.`;
    throw new Refusal('too_many_bodies', message, { retryAfterMs: SOON_MS });
  }
  const message = `The body is larger than ${formatSize(each)}, the limit for one request.`;
  throw new Refusal('body_too_large', message);
};
