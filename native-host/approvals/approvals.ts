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

/**
 * The open prompts: at most one for each extension, which its later requests join. At most {@link MAX_SHOWN} are on the
 * screen; the others are queued.
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

/** Prompts on the screen at once. */
export const MAX_SHOWN = 3;

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
  const prompts = new Map<string, Prompt>();
  const count = createPromptCount(now);
  /** What each caller last asked for without an answer. */
  const unansweredOf = new Map<string, PromptRequest>();

  const showNext = () => {
    const all = [...prompts.values()];
    const next = all.find(({ state }) => state === 'queued');
    if (!next || all.filter(({ state }) => state === 'shown').length >= MAX_SHOWN) return;
    next.state = 'shown';
    count.add(next.pending.caller);
    show(next.pending);
  };

  const end = (id: string, answer: Answer = 'dismissed') => {
    const prompt = prompts.get(id);
    if (!prompt) return;
    prompts.delete(id);
    clearTimeout(prompt.expiry);
    const { caller } = prompt.pending;
    if (answer !== 'dismissed') count.forget(caller);
    else if (prompt.state === 'shown') {
      const { scopes, models, reason, current = null } = prompt.pending;
      unansweredOf.set(caller, { scopes, models, reason, current });
      unanswered?.(caller);
    }
    prompt.end(answer);
    showNext();
    changed?.();
  };

  /** Queues a new prompt, unless the user has answered in the meantime. A store that fails has no answer. */
  const queue = async (prompt: Prompt, answered?: () => Promise<Answer | undefined>) => {
    const { id, caller } = prompt.pending;
    const answer = answered && (await answered().catch(() => undefined));
    if (answer || !count.allows(caller)) return end(id, answer);
    prompt.state = 'queued';
    showNext();
    changed?.();
  };

  /** The last request has stopped waiting: a cancelled prompt ends at once, an abandoned one later. */
  const release = (prompt: Prompt, reason: unknown) => {
    const { id } = prompt.pending;
    if (reason !== CALLER_DISCONNECTED) end(id);
    else if (prompts.has(id)) prompt.expiry = setTimeout(end, ABANDONED_MS, id).unref();
  };

  const openOf = (caller: string) => [...prompts.values()].find(({ pending }) => pending.caller === caller);

  const newPrompt = (caller: string, request: PromptRequest) =>
    createPrompt({ id: newId(), caller, name: nameOf?.(caller), ...request, askedAt: now() });

  return {
    async ask(caller, request, signal, answered) {
      signal.throwIfAborted();
      const open = openOf(caller);
      const prompt = open ?? newPrompt(caller, request);
      clearTimeout(prompt.expiry);
      prompt.waiting += 1;
      const outcome = prompt.ended(signal);
      if (!open) {
        prompts.set(prompt.pending.id, prompt);
        void queue(prompt, answered);
      }
      try {
        return await outcome;
      } catch (reason) {
        prompt.waiting -= 1;
        if (prompt.waiting === 0) release(prompt, reason);
        throw reason;
      }
    },
    find: (id) => prompts.get(id)?.pending,
    mayShow: count.allows,
    forget: count.forget,
    again(caller, otherwise) {
      if (openOf(caller)) return;
      const prompt = newPrompt(caller, unansweredOf.get(caller) ?? otherwise);
      unansweredOf.delete(caller);
      count.forget(caller);
      prompts.set(prompt.pending.id, prompt);
      release(prompt, CALLER_DISCONNECTED);
      void queue(prompt);
    },
    list: () =>
      [...prompts.values()].filter(({ state }) => state !== 'checking').map(({ pending }) => pending),
    answer: end,
    async ended(id, signal) {
      await prompts.get(id)?.ended(signal);
    },
  };
};
