/** Which limit a body goes beyond: that of one body, or that of all bodies held at once. */
export type BodyLimit = 'each' | 'all';

/** The part of a budget that one request uses. */
export interface BodyShare {
  /** Whether `bytes` more could be added now. Use it for an announced length, before anything is read. */
  fits(bytes: number): boolean;
  /** Counts bytes that have arrived. False, counting nothing, if they do not fit or the share was released. */
  add(bytes: number): boolean;
  /** The limit at which bytes last did not fit. */
  readonly exceeded: BodyLimit | undefined;
  /** Call it when the request holds its body no longer, more than once if need be. */
  release(): void;
}

/** Bounds the memory that request bodies take: each of them, and all that are held at once. */
export interface BodyBudget {
  readonly each: number;
  readonly all: number;
  /** Bytes that are held now. */
  readonly held: number;
  share(): BodyShare;
}

interface Options {
  /** Bytes of one body. */
  readonly each: number;
  /** Bytes of all bodies at once. */
  readonly all: number;
}

/**
 * Bytes count as they arrive, not as they are announced: a caller that announces much and sends nothing takes nothing
 * from others.
 */
export const createBodyBudget = ({ each, all }: Options): BodyBudget => {
  let held = 0;
  return {
    each,
    all,
    get held() {
      return held;
    },
    share() {
      let own = 0;
      let exceeded: BodyLimit | undefined;
      let released = false;
      const fits = (bytes: number): boolean => {
        if (own + bytes > each) exceeded = 'each';
        else if (held + bytes > all) exceeded = 'all';
        else return true;
        return false;
      };
      return {
        fits,
        add(bytes) {
          if (released || !fits(bytes)) return false;
          own += bytes;
          held += bytes;
          return true;
        },
        get exceeded() {
          return exceeded;
        },
        release() {
          released = true;
          held -= own;
          own = 0;
        },
      };
    },
  };
};
