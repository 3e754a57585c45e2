/**
 * Receives why Ollama cannot be reached, and that it can again. The text may hold addresses and messages of the system,
 * so only the operator may see it: callers get a fixed sentence and a code. The store reports its own trouble.
 */
export interface Faults {
  failed(detail: string): void;
  worked(): void;
}

export const NO_FAULTS: Faults = { failed: () => {}, worked: () => {} };
