import { type Problem, problem } from '../../shared/errors/problem.ts';
import type { StoreError } from '../store/store-error.ts';

/** What a gateway depends on. */
export type Dependency = 'store' | 'Ollama';

/**
 * Receives why a dependency fails. The text may hold paths, addresses and messages of the system, so only the operator
 * may see it; callers get a fixed sentence and a code.
 */
export interface Faults {
  failed(dependency: Dependency, detail: string): void;
  worked(dependency: Dependency): void;
}

export const NO_FAULTS: Faults = { failed: () => {}, worked: () => {} };

/** Reports why the store failed, and gives the problem for callers. */
export const storeFailed = (faults: Faults, { message }: StoreError): Problem => {
  faults.failed('store', message);
  return problem('store_failed', 'The store of keys and permissions cannot be used at the moment.');
};
