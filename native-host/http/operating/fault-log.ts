import { redactKeys } from '../../../shared/key/key.ts';
import type { Faults } from '../../gateway/upstream-fault.ts';
import { printable } from './printable.ts';

/** Longest detail in a line. Longer ones are truncated. */
const MAX_DETAIL = 1_000;

/** Logs why Ollama fails when the cause changes, not for each request, and when Ollama works again. */
export const createFaultLog = (say: (line: string) => void): Faults => {
  let last: string | undefined;
  return {
    failed(detail) {
      if (last === detail) return;
      last = detail;
      say(printable(redactKeys(detail), MAX_DETAIL));
    },
    worked() {
      if (last !== undefined) say('Ollama answers again.');
      last = undefined;
    },
  };
};
