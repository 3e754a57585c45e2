import type { GrantSummary } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { PendingApproval } from '../../shared/protocol/calls.ts';
import { isCallerGone } from './caller-gone.ts';
import { createWindowCount } from './window-count.ts';

/** How the user answered: `dismissed` if the window was closed without an answer. */
type Answer = 'allowed' | 'denied' | 'dismissed';

/** What somebody wants to be allowed. */
export interface Wanted {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  /** Already made plain: see `plainReason`. */
  readonly reason: string | null;
  /** What it may do now, where it asks for more. */
  readonly current: GrantSummary | null;
}

/** An answer, and the question that it was given to: who joined may have wanted something else. */
export interface Outcome {
  readonly answer: Answer;
  readonly asked: Pick<Wanted, 'scopes' | 'models'>;
}

/**
 * Questions to the user that are open now. At most one for each extension: whoever asks for it joins. At most
 * {@link MAX_SHOWN} are on the screen; the others wait for their turn.
 */
export interface Approvals {
  /**
   * Resolves with the answer, or rejects with the signal's reason. `answered` looks whether the user has given an
   * answer meanwhile, before a new question is shown: whoever found nothing in the store just before another
   * question was answered does not bother the user again.
   */
  ask(
    caller: string,
    wanted: Wanted,
    signal: AbortSignal,
    answered?: () => Promise<Answer | undefined>,
  ): Promise<Outcome>;
  find(id: string): PendingApproval | undefined;
  /** Whether a window may be opened for a caller, by the number that it had lately. */
  mayShow(caller: string): boolean;
  /** The user wants to be asked again: windows that the caller had count no longer. */
  forget(caller: string): void;
  list(): readonly PendingApproval[];
  answer(id: string, answer: Answer): void;
  /** Resolves once the question is not open any more; rejects with the signal's reason. */
  ended(id: string, signal: AbortSignal): Promise<void>;
}

/** Windows on the screen at once. */
export const MAX_SHOWN = 3;

/**
 * How long a question outlives the last page that waits for its answer, in milliseconds: the popup of an
 * extension closes when the window that asks takes the focus from it.
 */
export const ALONE_MS = 120_000;

interface Question {
  readonly pending: PendingApproval;
  readonly waiting: Set<(outcome: Outcome) => void>;
  readonly watching: Set<() => void>;
  /** False while it is looked up whether it has been answered already. */
  ready: boolean;
  shown: boolean;
  alone?: ReturnType<typeof setTimeout>;
}

interface Options {
  now(): number;
  newId(): string;
  /** Shows the question to the user. */
  show(pending: PendingApproval): void;
  /** Called when a question that was shown ends without an answer, however it ended. */
  unanswered?(caller: string): void;
}

/** Runs `settle` with what comes first: the value that it is called with, or the end of the signal. */
const orAborted = <Value>(
  signal: AbortSignal,
  begin: (settle: (value: Value) => void) => void,
  gone: (settle: (value: Value) => void) => void,
): Promise<Value> => {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const settle = (value: Value) => {
      signal.removeEventListener('abort', abort);
      resolve(value);
    };
    const abort = () => {
      gone(settle);
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    begin(settle);
  });
};

export const createApprovals = ({ now, newId, show, unanswered }: Options): Approvals => {
  const questions = new Map<string, Question>();
  const windows = createWindowCount(now);

  const showNext = () => {
    const all = [...questions.values()];
    const next = all.find(({ shown, ready }) => ready && !shown);
    if (!next || all.filter(({ shown }) => shown).length >= MAX_SHOWN) return;
    next.shown = true;
    windows.add(next.pending.caller);
    show(next.pending);
  };

  const open = (caller: string, wanted: Wanted): Question => {
    const pending: PendingApproval = { id: newId(), caller, ...wanted, askedAt: now() };
    const question: Question = {
      pending,
      waiting: new Set(),
      watching: new Set(),
      ready: false,
      shown: false,
    };
    questions.set(pending.id, question);
    return question;
  };

  const reveal = (question: Question) => {
    if (!windows.allows(question.pending.caller)) return end(question.pending.id, 'dismissed');
    question.ready = true;
    showNext();
  };

  const end = (id: string, answer?: Answer) => {
    const question = questions.get(id);
    if (!question) return;
    questions.delete(id);
    clearTimeout(question.alone);
    const { caller, scopes, models } = question.pending;
    if (answer === 'allowed' || answer === 'denied') windows.forget(caller);
    else if (question.shown) unanswered?.(caller);
    if (answer) for (const settle of question.waiting) settle({ answer, asked: { scopes, models } });
    for (const tell of question.watching) tell();
    showNext();
  };

  /** Shows a question, unless it has its answer. A store that cannot be asked gives none. */
  const revealUnless = async (question: Question, answered: () => Promise<Answer | undefined>) => {
    const answer = await answered().catch(() => undefined);
    if (answer) end(question.pending.id, answer);
    else reveal(question);
  };

  /** Nobody waits any more: who said so itself wants no answer; who just went may have lost the focus. */
  const leaveAlone = ({ pending: { id }, ...question }: Question, gone: boolean) => {
    if (question.waiting.size > 0) return;
    if (!gone) return end(id);
    const found = questions.get(id);
    if (found) found.alone = setTimeout(() => end(id), ALONE_MS).unref();
  };

  return {
    ask(caller, wanted, signal, answered) {
      if (signal.aborted) return Promise.reject(signal.reason);
      const running = [...questions.values()].find(({ pending }) => pending.caller === caller);
      const question = running ?? open(caller, wanted);
      clearTimeout(question.alone);
      const outcome = orAborted<Outcome>(
        signal,
        (settle) => void question.waiting.add(settle),
        (settle) => {
          question.waiting.delete(settle);
          leaveAlone(question, isCallerGone(signal.reason));
        },
      );
      if (!running && answered) void revealUnless(question, answered);
      else if (!running) reveal(question);
      return outcome;
    },
    find: (id) => questions.get(id)?.pending,
    mayShow: windows.allows,
    forget: windows.forget,
    list: () => [...questions.values()].filter(({ ready }) => ready).map(({ pending }) => pending),
    answer: end,
    ended(id, signal) {
      const question = questions.get(id);
      if (!question) return Promise.resolve();
      return orAborted<void>(
        signal,
        (settle) => void question.watching.add(settle),
        (settle) => void question.watching.delete(settle),
      );
    },
  };
};
