import type { Dismissal } from '../../shared/protocol/calls.ts';

/** The period over which prompts of one caller are counted, in milliseconds. */
export const PROMPT_PERIOD_MS = 10 * 60_000;

/** Prompts that may open for one caller within {@link PROMPT_PERIOD_MS}. */
export const MAX_PROMPTS = 2;

/**
 * Whether a prompt may open after prompts of the caller that ended without an answer. Ordinary requests open none for
 * {@link PROMPT_PERIOD_MS}. An `explicit` request, made by `requestAccess()` when the user clicked something, may open
 * one more.
 */
export const mayPrompt = (
  dismissal: Dismissal | undefined,
  { explicit, now }: { readonly explicit: boolean; readonly now: number },
): boolean =>
  dismissal === undefined ||
  now - dismissal.dismissedAt >= PROMPT_PERIOD_MS ||
  (explicit && dismissal.times < MAX_PROMPTS);

/** Counts the prompts that were recently opened for each caller, however they ended. */
export interface PromptCount {
  /** Whether one more prompt may open for the caller. */
  allows(caller: string): boolean;
  add(caller: string): void;
  /** Resets the count: the user has answered, or wants to be asked. */
  forget(caller: string): void;
}

/** Counts in memory, when a prompt opens: a caller could end its prompt without an answer by cancelling the request. */
export const createPromptCount = (now: () => number): PromptCount => {
  const opened = new Map<string, readonly number[]>();
  const recent = (caller: string) =>
    (opened.get(caller) ?? []).filter((at) => now() - at < PROMPT_PERIOD_MS).slice(-MAX_PROMPTS);

  return {
    allows: (caller) => recent(caller).length < MAX_PROMPTS,
    add(caller) {
      for (const each of opened.keys()) if (recent(each).length === 0) opened.delete(each);
      opened.set(caller, [...recent(caller), now()]);
    },
    forget: (caller) => void opened.delete(caller),
  };
};
