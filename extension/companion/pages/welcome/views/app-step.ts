import { html, nothing, type TemplateResult } from 'lit';
import { insert } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { type InstallWay, installWays, SYSTEMS, type System, systemOf } from '../install-steps.ts';
import type { WelcomeState } from '../state.ts';
import type { Step } from '../steps.ts';
import type { Actions } from './actions.ts';
import { checkRow, problemPart, sentence } from './parts.ts';

const { welcome } = TEXTS;

const NAMES = Object.keys(SYSTEMS) as readonly System[];

/** The keys that choose another tab, and how far it is. Left and right are as the user sees them. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

const chooseByKey = (event: KeyboardEvent, system: System, actions: Actions) => {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const list = (event.currentTarget as HTMLElement).parentElement as HTMLElement;
  const towards = getComputedStyle(list).direction === 'rtl' ? -step : step;
  const chosen = NAMES[(NAMES.indexOf(system) + towards + NAMES.length) % NAMES.length] as System;
  actions.showSystem(chosen);
  list.querySelector<HTMLElement>(`#tab-${chosen}`)?.focus();
};

const tab = (system: System, shown: System, actions: Actions) => html`
  <button
    type="button"
    role="tab"
    id="tab-${system}"
    aria-controls="ways"
    aria-selected=${system === shown}
    tabindex=${system === shown ? 0 : -1}
    @click=${() => actions.showSystem(system)}
    @keydown=${(event: KeyboardEvent) => chooseByKey(event, system, actions)}
  >${SYSTEMS[system]}</button>
`;

const wayView = ({ kind, value, label = '' }: InstallWay) => {
  if (kind === 'command')
    return html`<p>${welcome.inTerminal}</p><p class="command-line">${sentence(`\`${value}\``)}</p>`;
  const text = kind === 'file' ? insert(welcome.download, { label }) : welcome.guide;
  return html`<p><a href=${value} target="_blank" rel="noopener">${text}</a></p>`;
};

const instructions = ({ platform, system }: WelcomeState, actions: Actions) =>
  platform && !systemOf(platform)
    ? html`<p>${welcome.unsupported}</p>`
    : html`
      <div class="tabs" role="tablist" aria-label=${welcome.systems}>
        ${NAMES.map((each) => tab(each, system, actions))}
      </div>
      <div id="ways" role="tabpanel" aria-labelledby="tab-${system}">
        ${platform && installWays(system, platform).map(wayView)}
      </div>
      <p class="waiting">${welcome.waitsForApp}</p>
    `;

/** How to install the app. If it is there and does not work, why, and what repairs it. */
export const appStep = (state: WelcomeState, { problem }: Step, actions: Actions): TemplateResult => {
  if (problem) {
    // The check-up finds nothing that the user could do about a policy.
    const more =
      problem.code === 'host_blocked' ? nothing : html`<p class="soft">${sentence(welcome.doctor)}</p>`;
    return html`${problemPart(problem)}${more}${checkRow(state, actions)}`;
  }
  if (state.facts.silent) return html`<p>${TEXTS.hostSilent}</p>${checkRow(state, actions)}`;
  return html`
    <p>${welcome.whyApp}</p>
    ${instructions(state, actions)}
    ${state.platform ? checkRow(state, actions) : nothing}
  `;
};
