import type { GrantSummary } from '../../../../shared/access/grant.ts';
import { checkTyped } from '../../../ui/check-typed.ts';
import { button, piece, say, statusLine } from '../../../ui/piece.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { fill } from '../../../ui/texts/fill.ts';
import { withCommands } from '../../../ui/with-commands.ts';
import { isTurnkeyError, problemOf } from '../../errors/turnkey-error.ts';
import type { Context, Section } from './section.ts';

/** The section with a field for a key. The key is kept in the field only, until the host has accepted it. */
export const keySection = (
  context: Context,
  setKey: (key: string) => Promise<GrantSummary | null>,
): Section => {
  const { texts } = context;
  const field = piece('input', 'field', {
    id: 'key',
    type: 'password',
    autocomplete: 'off',
    spellcheck: false,
    dir: 'ltr',
    placeholder: 'otk_…',
  });
  field.setAttribute('aria-describedby', 'key-hint key-answer');
  const label = piece('label', 'label', { htmlFor: 'key', textContent: texts.key });
  const hint = piece('div', 'soft', { id: 'key-hint' }, ...withCommands(texts.keyHint, context));
  const answer = statusLine();
  answer.id = 'key-answer';
  let sending = false;

  const mark = (wrong: boolean) => {
    field.ariaInvalid = wrong ? 'true' : null;
  };
  const validate = (finished: boolean) => {
    const state = checkTyped(field.value);
    const wrong = state === 'mistyped' || (finished && state === 'typing');
    mark(wrong);
    say(answer, wrong ? texts.keyMistyped : state === 'complete' ? texts.keyTyped : '');
    return state === 'complete';
  };
  const send = async () => {
    if (sending) return;
    if (!validate(true)) return field.focus();
    sending = true;
    say(answer, texts.keyChecking);
    try {
      const grant = await setKey(field.value.trim());
      field.value = '';
      say(answer, fill(texts.keyGood, { name: grant?.name ?? '' }));
    } catch (error) {
      if (!isTurnkeyError(error)) throw error;
      // Keep the input: the connection may have failed rather than the key.
      mark(error.code.startsWith('key_'));
      answer.replaceChildren(problemView(problemOf(error), context));
    } finally {
      sending = false;
    }
  };

  field.addEventListener('input', () => validate(false));
  field.addEventListener('change', () => validate(true));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    // Otherwise Enter submits the surrounding form.
    event.preventDefault();
    void send();
  });
  const use = button('button', texts.sendKey, () => void send());
  const summary = piece('summary', 'heading', { textContent: texts.useKey });
  const row = piece('div', 'row', {}, field, use);
  const root = piece('details', 'section key', {}, summary, label, row, hint, answer);

  return {
    root,
    show({ host, access }) {
      root.hidden = host.state !== 'ready';
      if (access.problem?.code.startsWith('key_')) root.open = true;
    },
  };
};
