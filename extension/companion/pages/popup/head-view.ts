import { html, nothing, type TemplateResult } from 'lit';
import { fill, plural } from '../../../ui/texts/fill.ts';
import { LANG, TEXTS } from '../shared/texts/texts.ts';
import type { Condition } from './condition.ts';
import type { Actions, Model } from './model.ts';

const { popup } = TEXTS;

/** The colour of the dot in front of the state. */
const TONES: Readonly<Record<Condition, 'busy' | 'good' | 'off' | 'warn'>> = {
  checking: 'off',
  missing: 'off',
  broken: 'warn',
  unpaired: 'off',
  paused: 'off',
  down: 'warn',
  empty: 'warn',
  ready: 'good',
};

const readyText = ({ models }: Model): string => {
  const count = models === undefined ? [] : [plural(popup.models, models, LANG)];
  return [popup.states.ready, ...count].join(' · ');
};

/** The state in one line. What waits for the user comes first, then what runs. */
const stateText = (condition: Condition, model: Model): string => {
  const { waiting = 0, running = 0 } = model.overview ?? {};
  if (waiting > 0) return plural(popup.waiting, waiting, LANG);
  if (condition !== 'ready') return popup.states[condition];
  return running > 0 ? plural(popup.running, running, LANG) : readyText(model);
};

const toneOf = (condition: Condition, { overview }: Model): string => {
  if ((overview?.waiting ?? 0) > 0) return 'warn';
  return condition === 'ready' && (overview?.running ?? 0) > 0 ? 'busy' : TONES[condition];
};

const pauseButton = ({ overview }: Model, { pause }: Actions) => {
  if (!overview?.paired) return nothing;
  const { paused } = overview;
  return html`<button type="button" id="pause" class=${paused ? 'primary' : ''} @click=${() => pause(!paused)}>
    ${paused ? popup.resume : popup.pause}
  </button>`;
};

/** The title, the state in one line, and the pause. */
export const headView = (condition: Condition, model: Model, actions: Actions): TemplateResult => html`
  <header>
    <img src="/icons/128.png" alt="" width="32" height="32" />
    <div class="grow">
      <h1 id="title" tabindex="-1">Ollama Turnkey</h1>
      <p id="state" class="soft" role="status">
        <span class="dot ${toneOf(condition, model)}" aria-hidden="true"></span>${stateText(condition, model)}
      </p>
    </div>
    ${pauseButton(model, actions)}
  </header>
`;

/** The name of an extension in a text, isolated from its direction. */
export const withName = (text: string, name: string): string => fill(text, { name });
