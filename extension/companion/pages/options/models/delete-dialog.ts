import { html, type TemplateResult } from 'lit';
import { fill } from '../../../../ui/texts/fill.ts';
import { formatBytes } from '../../shared/models/format-bytes.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { ModelEntry } from './model-entries.ts';

/** The question before a model is deleted. It names the model and its size, and *Cancel* has the focus. */
export const deleteDialog = (entry: ModelEntry | undefined, confirmed: () => void): TemplateResult => {
  const texts = TEXTS.models;
  const { name = '', bytes = null } = entry ?? {};
  const what = bytes === null ? texts.removeCloud : fill(texts.removeSize, { size: formatBytes(bytes) });
  return html`
    <dialog id="delete-model" aria-labelledby="delete-title" aria-describedby="delete-what">
      <form method="dialog" class="ask">
        <h2 id="delete-title">${fill(texts.removeTitle, { model: name })}</h2>
        <p id="delete-what">${what}</p>
        <div class="row ends">
          <button type="submit" autofocus>${TEXTS.cancel}</button>
          <button type="submit" class="danger" @click=${confirmed}>${texts.removeNow}</button>
        </div>
      </form>
    </dialog>
  `;
};
