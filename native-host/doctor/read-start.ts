import type { ERRORS } from '../../shared/errors/codes.ts';
import { START_FAILURES, type StartFailureName } from '../starts/start-failures.ts';
import type { Started } from './doctor-world.ts';
import type { CauseName } from './finding.ts';

/** Which failure of the wrapper or the first file a message is. */
const failureOf = (message: string): StartFailureName | undefined =>
  (Object.keys(START_FAILURES) as StartFailureName[]).find(
    (name) => START_FAILURES[name].message === message,
  );

/** The causes that the error of a host names. */
const BY_CODE: Readonly<Partial<Record<keyof typeof ERRORS, CauseName>>> = {
  host_outdated: 'host_outdated',
  client_outdated: 'client_outdated',
  store_failed: 'store_failed',
};

/** Errno values of a program that the operating system refuses to start. */
const REFUSED = new Set(['EACCES', 'EPERM']);

/** Why a start failed; undefined if it did not. Its detail is for the owner's terminal. */
export const readStart = ({ outcome, stderr }: Started): { cause: CauseName; detail: string } | undefined => {
  const detail = stderr.trim();
  switch (outcome.kind) {
    case 'welcome':
      return undefined;
    case 'error': {
      const code = outcome.code as keyof typeof ERRORS;
      const cause = failureOf(outcome.message) ?? BY_CODE[code] ?? 'start_failed';
      return { cause, detail: detail || outcome.message };
    }
    case 'stray':
      return { cause: 'stray_output', detail };
    case 'silent':
      return { cause: 'slow_start', detail };
    case 'denied':
      return { cause: REFUSED.has(outcome.errno) ? 'exec_denied' : 'start_failed', detail: outcome.errno };
    case 'exited':
      return {
        cause: 'start_failed',
        detail: [`exit code ${outcome.exit}`, detail].filter(Boolean).join('\n'),
      };
  }
};
