import { html, type TemplateResult } from 'lit';
import { copyButton } from '../../ui/copy-button.ts';
import { words } from '../shell/page.ts';

/** A new key, which is shown only once, with a button to copy it. */
export const secretView = (key: string, hint: string, done: () => void): TemplateResult => {
  const copy = copyButton(() => key, words);
  copy.classList.add('primary');
  return html`<section class="card secret" aria-labelledby="secret-title">
    <h3 id="secret-title" tabindex="-1">The new key</h3>
    <div class="row"><code dir="ltr" id="secret">${key}</code>${copy}</div>
    <p>It is shown only here and only once. ${hint}</p>
    <button type="button" id="secret-done" @click=${done}>Done</button>
  </section>`;
};
