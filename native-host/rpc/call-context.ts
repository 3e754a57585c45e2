import type { Caller } from '../../shared/access/caller.ts';
import type { AccessGate } from '../session/access-gate.ts';
import type { HostContext } from '../session/session-context.ts';

/** What a named call may use. */
export interface CallContext {
  readonly caller: Caller;
  readonly context: HostContext;
  readonly gate: AccessGate;
  readonly signal: AbortSignal;
}

/** Who may make a call: any client, the companion's own pages, or those once it is paired. */
export type CallRight = 'anyone' | 'own' | 'owner';
