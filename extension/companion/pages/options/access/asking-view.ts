import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { insert } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { timeAgo } from '../../shared/time-ago.ts';
import { faceView } from '../grants/face.ts';
import { guarded } from '../shell/guarded.ts';
import type { Access, Asking } from './load-access.ts';

/** What the user can do about an extension that asked. */
export interface AskingActions {
  /** Shows the window of a prompt. */
  review(approval: string): void;
  /** Opens the dialog to allow it. */
  allow(who: Asking): void;
  /** Lets it open a window again. */
  forget(caller: string, list: 'unanswered' | 'denied'): void;
}

const entryView = (
  { caller, name, verified, icon }: Asking,
  line: string,
  buttons: unknown,
): TemplateResult => html`<li class="entry">
    ${faceView({ purpose: 'extension', caller, icon })}
    <span class="about">
      <span class="names"
        >${name === undefined ? nothing : html`<strong><bdi>${name}</bdi></strong>`}${
          verified ? html`<span class="chip chip-ready">${TEXTS.verifiedChip}</span>` : nothing
        }<code dir="ltr">${caller}</code></span
      >
      <span class="soft">${line}</span>
    </span>
    <span class="row actions">${buttons}</span>
  </li>`;

const groupView = (id: string, title: string, rows: TemplateResult): TemplateResult =>
  html`<section class="part">
    <h3>${title}</h3>
    <ul class="lines" id=${id}>
      ${rows}
    </ul>
  </section>`;

const allowButton = (who: Asking, { allow }: AskingActions) =>
  who.hasAccess
    ? nothing
    : html`<button type="button" aria-label="${TEXTS.allowDialog} ${who.caller}" @click=${() => allow(who)}>
        ${TEXTS.allowDialog}
      </button>`;

const forgetButton = (text: string, caller: string, run: () => void) =>
  html`<button type="button" aria-label="${text} ${caller}" ${guarded(run)}>${text}</button>`;

const waitingView = (waiting: Access['waiting'], { review }: AskingActions) =>
  groupView(
    'waiting',
    TEXTS.options.waiting,
    html`${repeat(
      waiting,
      ({ id }) => id,
      ({ id, who, askedAt }) =>
        entryView(
          who,
          insert(TEXTS.options.asked, { when: timeAgo(askedAt) }),
          html`<button
            type="button"
            class="primary"
            aria-label="${TEXTS.options.review} ${who.caller}"
            @click=${() => review(id)}
          >
            ${TEXTS.options.review}
          </button>`,
        ),
    )}`,
  );

const unansweredView = (unanswered: Access['unanswered'], actions: AskingActions) =>
  groupView(
    'unanswered',
    TEXTS.unanswered,
    html`${repeat(
      unanswered,
      ({ caller }) => caller,
      ({ caller, who, dismissedAt }) =>
        entryView(
          who,
          insert(TEXTS.closed, { when: timeAgo(dismissedAt) }),
          html`${allowButton(who, actions)}
          ${forgetButton(TEXTS.askAgain, caller, () => actions.forget(caller, 'unanswered'))}`,
        ),
    )}`,
  );

const deniedView = (denied: Access['denied'], actions: AskingActions) =>
  groupView(
    'denied',
    TEXTS.denied,
    html`${repeat(
      denied,
      ({ caller }) => caller,
      ({ caller, who, deniedAt }) =>
        entryView(
          who,
          insert(who.hasAccess ? TEXTS.refusedMore : TEXTS.refused, { when: timeAgo(deniedAt) }),
          html`${allowButton(who, actions)}
          ${forgetButton(TEXTS.unblock, caller, () => actions.forget(caller, 'denied'))}`,
        ),
    )}`,
  );

/** Extensions that wait for an answer. */
export const waitingGroup = ({ waiting }: Access, actions: AskingActions) =>
  waiting.length === 0 ? nothing : waitingView(waiting, actions);

/** Extensions whose window was closed, and those that were denied. */
export const refusedGroups = ({ unanswered, denied }: Access, actions: AskingActions) => [
  unanswered.length === 0 ? nothing : unansweredView(unanswered, actions),
  denied.length === 0 ? nothing : deniedView(denied, actions),
];
