import { byId } from '../../../../ui/element.ts';
import { words } from '../../shared/texts/page-words.ts';
import { consent } from './consent.ts';

/** How long Undo is offered, in milliseconds. The host accepts it for a minute. */
const SHOWN_MS = 8_000;

/** While the pointer or the keyboard is on it, it stays for at most this many times as long. */
const MOST_ROUNDS = 5;

interface Undo {
  /** What was done. */
  readonly text: string;
  undo(): Promise<unknown>;
  /** Where the focus goes when the message disappears. */
  focus(): void;
}

const toast = byId('undo');
const button = byId<HTMLButtonElement>('undo-do');

let offered: Undo | undefined;
/** The address at which it was offered. */
let place = '';
let timer: ReturnType<typeof setTimeout> | undefined;

const hide = (): void => {
  const hadFocus = toast.contains(document.activeElement);
  const last = offered;
  clearTimeout(timer);
  offered = undefined;
  toast.hidden = true;
  if (hadFocus) last?.focus();
};

const hideLater = (rounds = 1): void => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const isInUse = toast.matches(':hover') || toast.querySelector(':focus-visible') !== null;
    if (isInUse && rounds < MOST_ROUNDS) hideLater(rounds + 1);
    else hide();
  }, SHOWN_MS);
};

// It gives back a permission, so that the guard must accept the click.
consent.onClick(button, () => {
  const undo = offered?.undo;
  hide();
  void undo?.();
});

/** Offers to undo what has just been done, and moves the focus there, since the button that did it is gone. */
export const offerUndo = (undo: Undo): void => {
  offered = undo;
  place = location.hash;
  byId('undo-text').textContent = undo.text;
  toast.hidden = false;
  words.announce(undo.text);
  button.focus({ preventScroll: true });
  hideLater();
};

// Elsewhere it could cover what the user is at.
addEventListener('hashchange', () => {
  if (offered && location.hash !== place) hide();
});
