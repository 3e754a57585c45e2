import type { PendingApproval } from '../../shared/protocol/calls.ts';
import type { Prompt } from './prompt.ts';

/** Prompts on the screen at once. */
export const MAX_SHOWN = 3;

/** The open prompts in the order of their requests. */
export interface PromptQueue {
  find(id: string): Prompt | undefined;
  ofCaller(caller: string): Prompt | undefined;
  /** What is queued or on the screen. */
  list(): readonly PendingApproval[];
  add(prompt: Prompt): void;
  /** Returns the prompt, or undefined if it has ended already. */
  remove(id: string): Prompt | undefined;
  /** Shows the first queued prompt, unless {@link MAX_SHOWN} are on the screen. */
  showNext(): void;
}

/** Creates an empty queue. `show` is called once for each prompt, when it is its turn. */
export const createPromptQueue = (show: (pending: PendingApproval) => void): PromptQueue => {
  const prompts = new Map<string, Prompt>();
  return {
    find: (id) => prompts.get(id),
    ofCaller: (caller) => [...prompts.values()].find(({ pending }) => pending.caller === caller),
    list: () =>
      [...prompts.values()].filter(({ state }) => state !== 'checking').map(({ pending }) => pending),
    add: (prompt) => void prompts.set(prompt.pending.id, prompt),
    remove(id) {
      const prompt = prompts.get(id);
      prompts.delete(id);
      clearTimeout(prompt?.expiry);
      return prompt;
    },
    showNext() {
      const all = [...prompts.values()];
      const next = all.find(({ state }) => state === 'queued');
      if (!next || all.filter(({ state }) => state === 'shown').length >= MAX_SHOWN) return;
      next.state = 'shown';
      show(next.pending);
    },
  };
};
