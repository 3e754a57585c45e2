import type { GrantSummary } from '../../../../shared/access/grant.ts';
import type { Scope } from '../../../../shared/access/scopes.ts';
import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { keepFocus } from '../../../ui/keep-focus.ts';
import { button, piece, say, statusLine } from '../../../ui/piece.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { relativeTime } from '../../../ui/relative-time.ts';
import { fill } from '../../../ui/texts/fill.ts';
import { isTurnkeyError, problemOf } from '../../errors/turnkey-error.ts';

import { type Context, frame, type Section } from './section.ts';

interface Actions {
  /** The scopes to ask for. */
  readonly scopes: readonly Scope[];
  /** Asks the user. Resolves when access is granted. */
  ask(): Promise<unknown>;
}

/** Asking has no effect until the user has paired the companion or withdrawn a denial. */
const NO_PROMPT_FOR = new Set(['no_key', 'denied']);

/** Whether the user can be asked for a scope that is missing. */
export const mayAsk = ({ access, host, grant }: TurnkeyStatus, wanted: readonly Scope[]): boolean => {
  if (host.state !== 'ready' || NO_PROMPT_FOR.has(access.problem?.code ?? '')) return false;
  return access.state !== 'ready' || !wanted.every((scope) => grant?.scopes.includes(scope));
};

/** The scopes to list: the requested ones, then others that are allowed. */
export const listedScopes = (grant: GrantSummary, wanted: readonly Scope[]): readonly Scope[] => [
  ...new Set([...wanted, ...grant.scopes]),
];

const scopeView = (scope: Scope, allowed: boolean, { texts }: Context): HTMLElement => {
  const mark = piece('span', 'mark', { textContent: allowed ? '✓' : '–', ariaHidden: 'true' });
  const words = texts.scopes[scope as keyof typeof texts.scopes] ?? scope;
  const state = piece('span', 'unseen', { textContent: `: ${allowed ? texts.allowed : texts.notAllowed}` });
  return piece('li', `scope scope-${allowed ? 'allowed' : 'refused'}`, {}, mark, ' ', words, state);
};

const grantView = (grant: GrantSummary, wanted: readonly Scope[], context: Context): readonly Node[] => {
  const { texts, lang } = context;
  const { models, expiresAt, scopes } = grant;
  const list = piece('ul', 'list scopes', { role: 'list' });
  for (const scope of listedScopes(grant, wanted))
    list.append(scopeView(scope, scopes.includes(scope), context));
  const with_ = models === null ? texts.allModels : fill(texts.onlyModels, { names: models.join(', ') });
  const end =
    expiresAt === null
      ? texts.noEnd
      : piece('time', 'expiry', {
          dateTime: new Date(expiresAt).toISOString(),
          title: new Date(expiresAt).toLocaleString(lang),
          textContent: fill(texts.ends, { when: relativeTime(expiresAt, Date.now(), lang) }),
        });
  return [list, piece('div', 'soft', { textContent: with_ }), piece('div', 'soft', {}, end)];
};

/** The section with the permissions of this extension, their expiry, and a button that asks for more. */
export const permissionSection = (context: Context, { scopes, ask }: Actions): Section => {
  const { texts, level } = context;
  const { root, title } = frame('permission', texts.permission, level);
  const terms = piece('div', 'grant');
  const line = statusLine();
  let asking = false;

  const run = async () => {
    if (asking) return;
    asking = true;
    askButton.ariaDisabled = 'true';
    say(line, texts.asking);
    try {
      await ask();
      say(line, texts.granted);
      askButton.textContent = texts.ask;
    } catch (error) {
      if (!isTurnkeyError(error)) throw error;
      // A request that asks the user is not approved only because its window was closed.
      const isClosed = error.code === 'not_approved' && error.action === 'ask-access';
      if (isClosed) say(line, texts.closed);
      else line.replaceChildren(problemView(problemOf(error), context));
      askButton.textContent = isClosed ? texts.askAgain : texts.ask;
    } finally {
      asking = false;
      askButton.ariaDisabled = null;
    }
  };
  const askButton = button('button primary ask', texts.ask, () => void run());
  root.append(terms, askButton, line);

  return {
    root,
    show(status) {
      const { grant, host } = status;
      keepFocus(root, title, () => {
        terms.replaceChildren(...(grant ? grantView(grant, scopes, context) : []));
        askButton.hidden = !mayAsk(status, scopes);
        root.hidden = host.state !== 'ready' || (!grant && askButton.hidden);
      });
    },
  };
};
