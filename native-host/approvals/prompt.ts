import { EventEmitter, once } from 'node:events';
import type { GrantSummary } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { PendingApproval } from '../../shared/protocol/calls.ts';

/** How a prompt ended. `dismissed`: without an answer. */
export type Answer = 'allowed' | 'denied' | 'dismissed';

/** What a caller asks the user for. */
export interface PromptRequest {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  /** Sanitized by `sanitizeReason`. */
  readonly reason: string | null;
  /** What the caller has already, if it asks for more. */
  readonly current: GrantSummary | null;
}

/** The answer, and the terms that the prompt asked for: requests that joined it may have asked for others. */
export interface Outcome {
  readonly answer: Answer;
  readonly asked: Pick<PromptRequest, 'scopes' | 'models'>;
}

/** Abort reason of a request whose caller disconnected, as a popup does that loses the focus. It did not cancel. */
export const CALLER_DISCONNECTED = new DOMException('The caller disconnected.', 'AbortError');

/** One prompt, from the request that caused it to its end. */
export interface Prompt {
  readonly pending: PendingApproval;
  /** `checking`: the store is searched for an answer. `queued`: waits for its turn on the screen. */
  state: 'checking' | 'queued' | 'shown';
  /** Requests that wait for the answer. */
  waiting: number;
  /** Ends the prompt when no request has waited for it for a while. */
  expiry?: ReturnType<typeof setTimeout>;
  end(answer: Answer): void;
  /** Resolves when the prompt ends. Rejects with the reason of the signal if that aborts first. */
  ended(signal: AbortSignal): Promise<Outcome>;
}

export const createPrompt = (pending: PendingApproval): Prompt => {
  const { scopes, models } = pending;
  const events = new EventEmitter<{ end: [Outcome] }>().setMaxListeners(0);
  return {
    pending,
    state: 'checking',
    waiting: 0,
    end: (answer) => void events.emit('end', { answer, asked: { scopes, models } }),
    async ended(signal) {
      try {
        const [outcome] = (await once(events, 'end', { signal })) as [Outcome];
        return outcome;
      } catch {
        throw signal.reason;
      }
    },
  };
};
