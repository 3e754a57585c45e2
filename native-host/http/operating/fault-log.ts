import { redactKeys } from '../../../shared/key/key.ts';
import type { Dependency, Faults } from '../../gateway/faults.ts';
import { printable } from './printable.ts';

/** Longer details are cut. */
const MAX_DETAIL = 1_000;

const RECOVERED: Record<Dependency, string> = {
  store: 'The store can be used again.',
  Ollama: 'Ollama answers again.',
};

/** Says why a dependency fails when that changes, not for each request, and when it works again. */
export const createFaultLog = (say: (line: string) => void): Faults => {
  const last = new Map<Dependency, string>();
  return {
    failed(dependency, detail) {
      if (last.get(dependency) === detail) return;
      last.set(dependency, detail);
      say(printable(redactKeys(detail), MAX_DETAIL));
    },
    worked(dependency) {
      if (last.delete(dependency)) say(RECOVERED[dependency]);
    },
  };
};
