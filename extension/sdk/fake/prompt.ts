/** What the user does with the approval window; `wait`: nothing yet. */
export type UserAction = 'allow' | 'deny' | 'dismiss' | 'wait';

/** The user of a fake companion. */
export interface FakeUser {
  /** Setting it to anything but `wait` answers the windows that are open. */
  action: UserAction;
  /** How many approval windows are open. */
  readonly open: number;
  /** Opens a window, and resolves with what the user does. Rejects with the reason of the signal. */
  ask(signal: AbortSignal): Promise<Exclude<UserAction, 'wait'>>;
}

export const createUser = (first: UserAction): FakeUser => {
  const waiting = new Set<(action: Exclude<UserAction, 'wait'>) => void>();
  let current = first;
  return {
    get action() {
      return current;
    },
    set action(action) {
      current = action;
      if (action === 'wait') return;
      for (const answer of waiting) answer(action);
    },
    get open() {
      return waiting.size;
    },
    async ask(signal) {
      if (current !== 'wait') return current;
      const { promise, resolve, reject } = Promise.withResolvers<Exclude<UserAction, 'wait'>>();
      const leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(resolve);
      try {
        return await promise;
      } finally {
        waiting.delete(resolve);
        signal.removeEventListener('abort', leave);
      }
    },
  };
};
