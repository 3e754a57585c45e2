import type { Scope } from '../../shared/access/scopes.ts';
import type { PendingApproval } from '../../shared/protocol/calls.ts';

/** How the user answered: `dismissed` if the window was closed without an answer. */
export type Answer = 'allowed' | 'denied' | 'dismissed';

export interface Wanted {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  readonly reason: string | null;
}

/** Questions to the user that are open now. At most one for each extension: callers join it. */
export interface Approvals {
  /** Resolves with the answer, or rejects with the signal's reason. */
  ask(caller: string, wanted: Wanted, signal: AbortSignal): Promise<Answer>;
  find(id: string): PendingApproval | undefined;
  list(): readonly PendingApproval[];
  answer(id: string, answer: Answer): void;
}

interface Question {
  readonly pending: PendingApproval;
  readonly waiting: Set<(answer: Answer) => void>;
}

interface Options {
  now(): number;
  newId(): string;
  /** Shows the question to the user. */
  show(pending: PendingApproval): void;
}

export const createApprovals = ({ now, newId, show }: Options): Approvals => {
  const questions = new Map<string, Question>();

  const open = (caller: string, wanted: Wanted): Question => {
    const pending: PendingApproval = { id: newId(), caller, ...wanted, askedAt: now() };
    const question = { pending, waiting: new Set<(answer: Answer) => void>() };
    questions.set(pending.id, question);
    show(pending);
    return question;
  };

  return {
    ask(caller, wanted, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      const running = [...questions.values()].find(({ pending }) => pending.caller === caller);
      const { waiting } = running ?? open(caller, wanted);
      return new Promise((resolve, reject) => {
        const settle = (answer: Answer) => {
          signal.removeEventListener('abort', abort);
          resolve(answer);
        };
        const abort = () => {
          waiting.delete(settle);
          reject(signal.reason);
        };
        signal.addEventListener('abort', abort);
        waiting.add(settle);
      });
    },
    find: (id) => questions.get(id)?.pending,
    list: () => [...questions.values()].map(({ pending }) => pending),
    answer(id, answer) {
      const question = questions.get(id);
      questions.delete(id);
      for (const settle of question?.waiting ?? []) settle(answer);
    },
  };
};
