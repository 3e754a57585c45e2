import { html, type TemplateResult } from 'lit';
import { byId } from '../../ui/element.ts';
import { createPageWords } from '../../ui/page-words.ts';
import { problemView } from '../../ui/problem-view.ts';
import { en } from '../../ui/texts/en.ts';
import { ApiError } from './api.ts';

/** The texts of the kit. The admin page is in English only, as the command line is. */
export const words = createPageWords({ lang: 'en', texts: en });

/** What a view receives. */
export interface Visit {
  readonly root: HTMLElement;
  /** What follows the tab in the address: `ID`, `edit` of `#keys/ID/edit`. */
  readonly path: readonly string[];
  /** Aborts when the user leaves the view. */
  readonly signal: AbortSignal;
  /** Shows the view again. */
  refresh(): Promise<void>;
  /** Runs what the user asked for. Shows its failure. Resolves with whether it worked. */
  attempt(work: () => Promise<unknown>): Promise<boolean>;
}

/** A view reads what it shows, and renders it into the root. */
export type ShowView = (visit: Visit) => Promise<void>;

/** Why something failed, as an element. */
export const failureView = (error: unknown): HTMLElement =>
  problemView(
    error instanceof ApiError
      ? { message: error.message, help: error.help }
      : { message: 'This page cannot show the answer.', help: 'Load the page again.' },
    words,
  );

/** A link that looks like a button. */
export const linkButton = (href: string, text: string, id: string): TemplateResult =>
  html`<a class="link-button" id=${id} href=${href}>${text}</a>`;

/** Shows that something was done, with a button to undo it if it can be undone; empties the line without a text. */
export const showNotice = (text = '', undo?: () => void): void => {
  const line = byId('notice');
  line.replaceChildren(text);
  line.classList.toggle('shown', text !== '');
  if (!undo) return;
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: 'Undo',
    id: 'undo',
  });
  button.addEventListener('click', undo);
  line.append(' ', button);
};

/** Runs `work` now and every `ms` milliseconds while the page is visible, until the signal aborts. */
export const keepShowing = async (
  work: () => Promise<void>,
  { signal, attempt }: Visit,
  ms = 2_000,
): Promise<void> => {
  await work();
  const again = () => {
    if (signal.aborted) return;
    const done = document.hidden ? Promise.resolve() : attempt(work);
    void done.then(() => setTimeout(again, ms));
  };
  setTimeout(again, ms);
};
