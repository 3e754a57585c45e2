import type { Caller } from '../../shared/access/caller.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import type { VersionRange } from '../../shared/protocol/version.ts';
import type { CallHost } from '../rpc/call-context.ts';
import type { RunCall } from '../rpc/run-call.ts';
import type { CallerAccount } from './caller-accounts.ts';
import type { HostExchange } from './exchange.ts';
import type { Outbox } from './outbox.ts';

/** What all sessions of a host process share. */
export interface HostContext extends CallHost {
  readonly protocol: VersionRange;
  readonly runCall: RunCall;
  /** Called when a caller with a grant has been welcomed: it may be about to send a request. */
  prepare?(): void;
}

export interface SessionOptions {
  readonly caller: Caller;
  readonly channel: number | undefined;
  readonly outbox: Outbox;
  readonly context: HostContext;
  /** The resources of the caller, over all its channels. */
  readonly account: CallerAccount;
}

/** What the requests and calls of a session share. */
export interface SessionCore extends SessionOptions {
  /** Running requests and calls by id. Only requests have an exchange. */
  readonly running: Map<number, { cancel(reason?: unknown): void; readonly exchange?: HostExchange }>;
  readonly ended: boolean;
  /** Whether the client reads compressed pieces. */
  readonly deflate: boolean;
  /** Sends a message unless the session has ended. `onSent` is called once it has left the process. */
  send(message: HostMessage, onSent?: () => void): void;
  /** Sends an error and ends the session, because the client violated the protocol or the host failed. */
  fatal(code: ErrorCode, message: string): void;
}
