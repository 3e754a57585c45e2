import type { Readable } from 'node:stream';
import type { Problem } from '../../shared/errors/problem.ts';
import type { ResponseSink } from '../relay/response-sink.ts';
import type { BodyShare } from './body-budget.ts';

/** A request as it arrived over one transport. Nothing in it has been checked. */
export interface GatewayRequest {
  readonly method: string;
  /** With its query, if any. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: GatewayBody;
}

/** A request body. Reading starts when `whole` or `stream` is called, after the caller was authorised. */
export type GatewayBody = InlineBody | StreamedBody;

/** A body that has arrived already or is small. It is always read whole. */
interface InlineBody {
  readonly inline: true;
  /**
   * The whole body, as text if it arrived as text, so that JSON need not be encoded and decoded again. Undefined if it
   * does not fit into `share`, which counts UTF-8 bytes.
   */
  whole(share: BodyShare): Promise<string | Buffer | undefined>;
}

interface StreamedBody extends Pick<InlineBody, 'whole'> {
  readonly inline: false;
  /** The body in pieces, for operations whose bodies are too large to hold. */
  stream(): Readable;
}

/** Receives the response to one client's request. Nothing is called after `end`, `fail`, or an abort by the client. */
export interface ClientSink extends ResponseSink<Problem> {
  /** The user is being asked, which may take minutes. */
  waiting(): void;
  /** Settles once the request may go to Ollama. From then on it counts as started and is never retried. */
  begin(): Promise<void>;
}
