import type { VersionRange } from '../../shared/protocol/version.ts';
import type { CallHost } from '../rpc/call-context.ts';
import type { RunCall } from '../rpc/run-call.ts';

/** What every session of one host process shares. */
export interface HostContext extends CallHost {
  readonly protocol: VersionRange;
  /** Answers the calls that the host answers itself. */
  readonly runCall: RunCall;
}
