/**
 * Receives why Ollama cannot be reached, and that it can be again. `detail` may contain addresses and system messages, so
 * only the operator may see it. Callers get a fixed sentence and a code. The store reports its own failures.
 */
export interface Faults {
  failed(detail: string): void;
  worked(): void;
}

export const NO_FAULTS: Faults = { failed: () => {}, worked: () => {} };
