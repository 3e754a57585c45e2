import type { Caller } from '../../shared/access/caller.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import type { VersionRange } from '../../shared/protocol/version.ts';
import type { CallHost } from '../rpc/call-context.ts';
import type { RunCall } from '../rpc/run-call.ts';
import type { CallerAccount } from './caller-accounts.ts';
import type { HostExchange } from './exchange.ts';
import type { Outbox } from './outbox.ts';

/** What every session of one host process shares. */
export interface HostContext extends CallHost {
  readonly protocol: VersionRange;
  /** Answers the calls that the host answers itself. */
  readonly runCall: RunCall;
}

/** Whose session it is, and what it uses. */
export interface SessionOptions {
  readonly caller: Caller;
  readonly channel: number | undefined;
  readonly outbox: Outbox;
  readonly context: HostContext;
  /** Counts what the caller holds, here and on its other channels. */
  readonly account: CallerAccount;
}

/** What the requests and the calls of one session share. */
export interface SessionCore extends SessionOptions {
  /** Requests and calls that have not ended, by id. A request has an exchange. */
  readonly running: Map<number, { cancel(reason?: unknown): void; readonly exchange?: HostExchange }>;
  readonly ended: boolean;
  /** Sends a message unless the session has ended. `left` is called once the message has left the process. */
  send(message: HostMessage, left?: () => void): void;
  /** Ends the session with an error: its client has broken a rule. */
  fatal(code: ErrorCode, message: string): void;
}
