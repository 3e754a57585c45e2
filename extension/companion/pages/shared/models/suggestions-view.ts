import { html, type TemplateResult } from 'lit';
import { fill } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../texts/texts.ts';
import { formatBytes } from './format-bytes.ts';
import { SUGGESTED_MODELS } from './suggested-models.ts';

/** Models to start with, each with its size, the reason and *Download*. */
export const suggestionsView = (download: (model: string) => void, busy: boolean): TemplateResult => html`
  <ul class="list suggestions">
    ${SUGGESTED_MODELS.map(
      ({ name, bytes, why }, at) => html`
        <li class="row">
          <div class="grow">
            <div><bdi class="model-name">${name}</bdi> <span class="soft numbers">${formatBytes(bytes)}</span></div>
            <div class="soft">${TEXTS.models.why[why]}</div>
          </div>
          <button
            type="button"
            class=${at === 0 ? 'primary' : ''}
            aria-label=${fill(TEXTS.models.downloadThis, { model: name })}
            ?disabled=${busy}
            @click=${() => download(name)}
          >
            ${TEXTS.models.download}
          </button>
        </li>
      `,
    )}
  </ul>
`;
