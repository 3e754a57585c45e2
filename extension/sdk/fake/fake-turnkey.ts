import { makeTurnkey } from '../make-turnkey.ts';
import { overPort } from '../transport/over-port.ts';
import type { Turnkey, TurnkeyOptions } from '../turnkey.ts';
import { createFakeCompanion, type FakeCompanion, type FakeOptions } from './fake-companion.ts';

/** A Turnkey with a fake companion, host and Ollama. */
export interface FakeTurnkey extends Turnkey {
  /** Controls them, and records the requests. */
  readonly companion: FakeCompanion;
}

/**
 * Returns what `createTurnkey` returns, over a companion in memory instead of a browser. Pass it to code that takes a
 * Turnkey or a `fetch`.
 * @example
 * const turnkey = createFakeTurnkey({ answers: { 'POST /api/chat': chat('Hi', ' there') } });
 * turnkey.companion.state = 'denied';
 */
export const createFakeTurnkey = ({
  key,
  fallback,
  ...options
}: FakeOptions & Omit<TurnkeyOptions, 'transport'> = {}): FakeTurnkey => {
  const companion = createFakeCompanion(options);
  const connect = overPort(() => companion.connect() as unknown as chrome.runtime.Port);
  return { ...makeTurnkey({ key, fallback } as TurnkeyOptions, { connect }), companion };
};
