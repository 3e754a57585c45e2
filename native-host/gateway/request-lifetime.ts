import type { ResponseSink } from '../relay/response-sink.ts';

/** How a request ended: with a whole response, with a failure, or by its client. */
type Ending = 'complete' | 'failed' | 'aborted';

/** When one request ends, and what is released then. */
export interface RequestLifetime {
  readonly over: boolean;
  /** The client has gone, before or after the request ended. */
  readonly aborted: boolean;
  /** Aborted once the client has gone. */
  readonly signal: AbortSignal;
  /** Throws the reason if the client has gone. */
  throwIfAborted(): void;
  /** Registers what the request holds. Called in reverse order at its end; at once if it has ended. */
  onEnd(dispose: (how: Ending) => void): void;
  /** Ends the request. False if it had ended before. */
  end(how: Ending): boolean;
  /** Ends the request because its client has gone. `reason` rejects an open approval prompt. */
  abort(reason: unknown): boolean;
}

/** A class, because a literal with a getter costs V8 a hidden class for each request. */
class Lifetime implements RequestLifetime {
  over = false;
  aborted = false;
  #ending: Ending | undefined;
  #reason: unknown;
  #controller: AbortController | undefined;
  readonly #disposers: ((how: Ending) => void)[] = [];

  /** Created on its first use: an AbortController costs a tenth of a short request, and most are never waited with. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.aborted) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  throwIfAborted(): void {
    if (this.aborted) this.signal.throwIfAborted();
  }

  onEnd(dispose: (how: Ending) => void): void {
    if (this.#ending === undefined) this.#disposers.push(dispose);
    else dispose(this.#ending);
  }

  end(how: Ending): boolean {
    if (this.#ending !== undefined) return false;
    this.#ending = how;
    this.over = true;
    for (let dispose = this.#disposers.pop(); dispose; dispose = this.#disposers.pop()) dispose(how);
    return true;
  }

  abort(reason: unknown): boolean {
    const first = this.end('aborted');
    this.aborted = true;
    this.#reason = reason;
    this.#controller?.abort(reason);
    return first;
  }
}

export const createLifetime = (): RequestLifetime => new Lifetime();

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
