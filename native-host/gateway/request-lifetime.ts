import type { ResponseSink } from '../relay/response-sink.ts';

/** How a request ended: with a whole response, with a failure, or by its client. */
type Ending = 'complete' | 'failed' | 'aborted';

/** When one request ends, and what is released then. */
export interface RequestLifetime {
  readonly over: boolean;
  /** Aborted once the client has gone, even if the request had ended before. */
  readonly signal: AbortSignal;
  /** Registers what the request holds. Called in reverse order at its end; at once if it has ended. */
  onEnd(dispose: (how: Ending) => void): void;
  /** Ends the request. False if it had ended before. */
  end(how: Ending): boolean;
  /** Ends the request because its client has gone. `reason` rejects an open approval prompt. */
  abort(reason: unknown): boolean;
}

export const createLifetime = (): RequestLifetime => {
  const controller = new AbortController();
  const disposers: ((how: Ending) => void)[] = [];
  let ending: Ending | undefined;

  const end = (how: Ending): boolean => {
    if (ending !== undefined) return false;
    ending = how;
    lifetime.over = true;
    for (let dispose = disposers.pop(); dispose; dispose = disposers.pop()) dispose(how);
    return true;
  };

  // A field: V8 creates a hidden class for each object that a literal with a getter makes.
  const lifetime = {
    over: false,
    signal: controller.signal,
    onEnd(dispose: (how: Ending) => void) {
      if (ending === undefined) disposers.push(dispose);
      else dispose(ending);
    },
    end,
    abort(reason: unknown) {
      const first = end('aborted');
      controller.abort(reason);
      return first;
    },
  };
  return lifetime;
};

/** Ends the lifetime with the response, and drops what arrives after the end. */
export const guarded = <Failure>(
  sink: ResponseSink<Failure>,
  lifetime: RequestLifetime,
): ResponseSink<Failure> => ({
  head(status, statusText, headers) {
    if (!lifetime.over) sink.head(status, statusText, headers);
  },
  data(chunk) {
    if (!lifetime.over) sink.data(chunk);
  },
  end() {
    if (lifetime.end('complete')) sink.end();
  },
  fail(failure, drop = false) {
    if (lifetime.end('failed')) sink.fail(failure, drop);
  },
});
