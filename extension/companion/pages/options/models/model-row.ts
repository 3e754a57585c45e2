import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { ModelEntry } from './model-entries.ts';
import { abilities, loadedText, modelFacts } from './model-facts.ts';

/** What a row can do. */
export interface RowActions {
  unload(entry: ModelEntry): void;
  remove(entry: ModelEntry): void;
}

const unloadButton = (entry: ModelEntry, unload: RowActions['unload']) => html`
  <button
    type="button"
    aria-label=${fill(TEXTS.models.unloadThis, { model: entry.name })}
    @click=${() => unload(entry)}
  >
    ${TEXTS.models.unload}
  </button>
`;

/** One model: its name, figures and abilities, and what can be done with it. */
export const modelRow = (
  entry: ModelEntry,
  { unload, remove }: RowActions,
  now: number,
): TemplateResult => html`
  <li class="model" data-model=${entry.name}>
    <div class="about">
      <div class="row">
        <bdi class="model-name">${entry.name}</bdi>
        ${entry.bytes === null ? html`<span class="chip cloud">${TEXTS.models.cloud}</span>` : nothing}
        ${
          entry.loadedUntil === null
            ? nothing
            : html`<span class="chip chip-ready">${loadedText(entry.loadedUntil, now)}</span>`
        }
      </div>
      <div class="row soft facts">
        <bdi class="numbers">${modelFacts(entry)}</bdi>
        <span>${abilities(entry).join(', ')}</span>
      </div>
    </div>
    <div class="row">
      ${entry.loadedUntil === null ? nothing : unloadButton(entry, unload)}
      <button
        type="button"
        aria-label=${fill(TEXTS.models.removeThis, { model: entry.name })}
        @click=${() => remove(entry)}
      >
        ${TEXTS.models.remove}
      </button>
    </div>
  </li>
`;
