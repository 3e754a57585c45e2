import type { GrantSummary } from '../../../shared/access/grant.ts';
import { DEFAULT_SCOPES, type Scope } from '../../../shared/access/scopes.ts';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { matchOperation } from '../../../shared/operations/match.ts';
import { createUser, type FakeUser, type UserAction } from './prompt.ts';
import { type FakeState, problemIn } from './states.ts';

/** What the extension may do. */
export interface FakeAccess {
  state: FakeState;
  readonly user: FakeUser;
  /** The permission of the extension; null in a state in which it has none. */
  readonly grant: GrantSummary | null;
  /** Why a request is refused; undefined if it may go on. */
  check(method: string, path: string): Problem | undefined;
  /** Asks the user for scopes, and changes the state by the answer. Returns why the extension still has none. */
  ask(scopes: readonly Scope[], signal: AbortSignal): Promise<Problem | undefined>;
  /** Takes a key. Returns what is wrong with it. */
  showKey(key: string): Problem | undefined;
}

interface Options {
  readonly state: FakeState;
  readonly scopes?: readonly Scope[] | undefined;
  readonly user: UserAction;
  /** The keys that are accepted. */
  readonly keys: readonly string[];
  /** Called when the state has changed by what the user did. */
  onChange(): void;
}

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];

export const createAccess = ({ scopes = DEFAULT_SCOPES, keys, onChange, ...first }: Options): FakeAccess => {
  const user = createUser(first.user);
  let allowed = scopes;
  let kind: GrantSummary['kind'] = 'approval';

  const set = (state: FakeState) => {
    access.state = state;
    onChange();
  };

  const access: FakeAccess = {
    state: first.state,
    user,
    get grant() {
      return access.state !== 'paused' && problemIn(access.state)?.at === 'access'
        ? null
        : { id: 'fake0001', name: 'Fake', kind, scopes: allowed, models: null, expiresAt: null };
    },
    check(method, path) {
      const found = problemIn(access.state);
      if (found) return found.problem;
      const { scope } = matchOperation(method, path)?.operation ?? {};
      if (scope === 'never') return problem('operation_refused', `${path} is never relayed.`);
      if (scope === undefined || allowed.includes(scope)) return undefined;
      return problem('scope_missing', `The extension lacks "${scope}", which ${path} needs.`);
    },
    async ask(wanted, signal) {
      const found = problemIn(access.state);
      if (found?.problem.code !== 'not_approved' && found?.at === 'access') return found.problem;
      if (!found && wanted.every((scope) => allowed.includes(scope))) return undefined;
      const action = await user.ask(signal);
      if (action === 'allow') {
        allowed = unique([...(found ? [] : allowed), ...wanted]);
        set('ready');
      } else if (action === 'deny') set('denied');
      return action === 'allow'
        ? undefined
        : problem(action === 'deny' ? 'denied' : 'not_approved', 'The user did not allow the extension.');
    },
    showKey(key) {
      if (!keys.includes(key)) return problem('key_wrong', 'The key is not known here.');
      kind = 'key';
      set('ready');
      return undefined;
    },
  };
  return access;
};
