/** A limit that a body exceeds: that of one body, or that of all bodies held at once. */
type BodyLimit = 'each' | 'all';

/** The share of one request in a budget. */
export interface BodyShare {
  /** Whether `bytes` more would fit now. For an announced length, before anything is read. */
  fits(bytes: number): boolean;
  /** Counts bytes that arrived. Returns false, and counts nothing, if they do not fit or the share was released. */
  add(bytes: number): boolean;
  /** The limit that was exceeded last. */
  readonly exceeded: BodyLimit | undefined;
  /** Frees the share. May be called more than once. */
  release(): void;
}

/** Limits the memory of request bodies, each and together. */
export interface BodyBudget {
  readonly each: number;
  readonly all: number;
  /** Bytes held now. */
  readonly held: number;
  share(): BodyShare;
}

interface Options {
  /** Largest body, in bytes. */
  readonly each: number;
  /** Largest total of all bodies held at once, in bytes. */
  readonly all: number;
}

/** Counts bytes as they arrive, so that a caller that announces much and sends nothing takes nothing from others. */
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
      let released = false;
      const fits = (bytes: number): boolean => {
        if (own + bytes > each) share.exceeded = 'each';
        else if (held + bytes > all) share.exceeded = 'all';
        else return true;
        return false;
      };
      // Fields, no getters: V8 creates a hidden class for each object that a literal with a getter makes.
      const share = {
        exceeded: undefined as BodyLimit | undefined,
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
