import type { Readable } from 'node:stream';
import type { Problem } from '../../shared/errors/problem.ts';
import type { BodyShare } from './body-budget.ts';

/** A request as a door has read it. Nothing of it is trusted. */
export interface GatewayRequest {
  readonly method: string;
  /** With the query, if it has one. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: GatewayBody;
}

/** The body of a request, read when it is known to be of use. */
export type GatewayBody = InlineBody | ComingBody;

/** One that is here already, or small: it is read whole. */
interface InlineBody {
  readonly inline: true;
  /** All of it; undefined if it does not fit into `share`. */
  whole(share: BodyShare): Promise<Buffer | undefined>;
}

interface ComingBody extends Pick<InlineBody, 'whole'> {
  readonly inline: false;
  /** As it comes, for what is too large to hold. */
  stream(): Readable;
}

/** Takes the answer. `end` or `fail` is called last, and once, unless the request was aborted. */
export interface Sink {
  /** The user is asked, which may take long. */
  waiting(): void;
  /** Settles when the request may go to Ollama: from then on it counts as begun. */
  begin(): Promise<void>;
  head(status: number, statusText: string, headers: readonly (readonly [string, string])[]): void;
  data(chunk: Buffer): void;
  end(): void;
  /** The way to Ollama is broken, or the permission was taken back; then what is still queued is not wanted. */
  fail(problem: Problem, drop: boolean): void;
}

/** A request on its way. */
export interface GatewayCall {
  /** Stops reading from Ollama, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it without a word; the reason reaches whoever waits for the user on its behalf. */
  abort(reason?: unknown): void;
}
