import type { PendingApproval } from '../../shared/protocol/calls.ts';
import {
  type Answer,
  CALLER_DISCONNECTED,
  createPrompt,
  type Outcome,
  type Prompt,
  type PromptRequest,
} from './prompt.ts';
import { createPromptCount } from './prompt-limits.ts';
import { createPromptQueue } from './prompt-queue.ts';

/**
 * The open prompts: at most one for each extension, which its later requests join. A few are on the screen; the others
 * are queued.
 */
export interface Approvals {
  /**
   * Resolves with the answer, or rejects with the signal's reason. `answered` re-checks the store just before a new
   * prompt is shown, so that a decision made in the meantime does not cause a second prompt.
   */
  ask(
    caller: string,
    request: PromptRequest,
    signal: AbortSignal,
    answered?: () => Promise<Answer | undefined>,
  ): Promise<Outcome>;
  find(id: string): PendingApproval | undefined;
  /** Whether a prompt may open for the caller, by the number of its recent ones. */
  mayShow(caller: string): boolean;
  /** Resets the count of the caller's recent prompts, because the user wants to be asked again. */
  forget(caller: string): void;
  /**
   * Opens a prompt because the user wants to be asked once more: what the last prompt of the caller asked that ended without
   * an answer, or `otherwise` if that is not known any more. Does nothing while the caller has a prompt.
   */
  again(caller: string, otherwise: PromptRequest): void;
  list(): readonly PendingApproval[];
  answer(id: string, answer: Answer): void;
  /** Resolves when the prompt closes. Rejects with the signal's reason. */
  ended(id: string, signal: AbortSignal): Promise<void>;
}

/**
 * How long a prompt stays open after the last page that waited for it disconnected, in milliseconds. An extension's popup
 * closes when the prompt takes the focus, and its user opens it again after answering.
 */
export const ABANDONED_MS = 120_000;

interface Options {
  now(): number;
  newId(): string;
  /** Shows the prompt to the user. */
  show(pending: PendingApproval): void;
  /** The name that the caller claims. The prompt keeps the one that it was opened with. @default none */
  nameOf?(caller: string): string | undefined;
  /** Called when a prompt is queued or has ended. @default nothing */
  changed?(): void;
  /** Called when a prompt that was shown ends without an answer, for whatever reason. */
  unanswered?(caller: string): void;
}

export const createApprovals = ({ now, newId, show, nameOf, unanswered, changed }: Options): Approvals => {
  const count = createPromptCount(now);
  const queue = createPromptQueue((pending) => {
    count.add(pending.caller);
    show(pending);
  });
  /** What each caller last asked for without an answer. */
  const unansweredOf = new Map<string, PromptRequest>();

  const end = (id: string, answer: Answer = 'dismissed') => {
    const prompt = queue.remove(id);
    if (!prompt) return;
    const { caller, scopes, models, reason, current = null } = prompt.pending;
    if (answer !== 'dismissed') count.forget(caller);
    else if (prompt.state === 'shown') {
      unansweredOf.set(caller, { scopes, models, reason, current });
      unanswered?.(caller);
    }
    prompt.end(answer);
    queue.showNext();
    changed?.();
  };

  const open = (caller: string, request: PromptRequest) => {
    const prompt = createPrompt({ id: newId(), caller, name: nameOf?.(caller), ...request, askedAt: now() });
    queue.add(prompt);
    return prompt;
  };

  /** Queues an open prompt, unless the user has answered in the meantime. A store that fails has no answer. */
  const enqueue = async (prompt: Prompt, answered?: () => Promise<Answer | undefined>) => {
    const { id, caller } = prompt.pending;
    const answer = answered && (await answered().catch(() => undefined));
    if (answer || !count.allows(caller)) return end(id, answer);
    prompt.state = 'queued';
    queue.showNext();
    changed?.();
  };

  /** The last request has stopped waiting: a cancelled prompt ends at once, an abandoned one later. */
  const release = (prompt: Prompt, reason: unknown) => {
    const { id } = prompt.pending;
    if (reason !== CALLER_DISCONNECTED) end(id);
    else if (queue.find(id)) prompt.expiry = setTimeout(end, ABANDONED_MS, id).unref();
  };

  return {
    async ask(caller, request, signal, answered) {
      signal.throwIfAborted();
      const joined = queue.ofCaller(caller);
      const prompt = joined ?? open(caller, request);
      clearTimeout(prompt.expiry);
      prompt.waiting += 1;
      const outcome = prompt.ended(signal);
      if (!joined) void enqueue(prompt, answered);
      try {
        return await outcome;
      } catch (error) {
        prompt.waiting -= 1;
        if (prompt.waiting === 0) release(prompt, error);
        throw error;
      }
    },
    find: (id) => queue.find(id)?.pending,
    mayShow: count.allows,
    forget: count.forget,
    again(caller, otherwise) {
      if (queue.ofCaller(caller)) return;
      const prompt = open(caller, unansweredOf.get(caller) ?? otherwise);
      unansweredOf.delete(caller);
      count.forget(caller);
      release(prompt, CALLER_DISCONNECTED);
      void enqueue(prompt);
    },
    list: queue.list,
    answer: end,
    ended: async (id, signal) => void (await queue.find(id)?.ended(signal)),
  };
};
