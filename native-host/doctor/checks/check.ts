import type { CheckGroup } from '../../../shared/protocol/check-up.ts';
import type { Finding, Subject } from '../finding.ts';
import type { Session } from '../session.ts';

/** One check. `run` decides by the session alone, and never rejects because of what it finds. */
export interface CheckEntry {
  readonly id: string;
  readonly group: CheckGroup;
  /** The name of what is checked. */
  readonly name: string;
  /** Whether the check is useless if an earlier one of its group has found an error. @default true */
  readonly evenAfterError?: true;
  run(session: Session, subject: Subject): Promise<readonly Finding[]>;
}
