import { html, nothing, type TemplateResult } from 'lit';
import { copyButton } from '../../../../ui/copy-button.ts';
import { withCommands } from '../../../../ui/with-commands.ts';
import { words } from '../../shared/texts/page-words.ts';
import { TEXTS } from '../../shared/texts/texts.ts';

interface Secret {
  /** The key: the page has it only while it shows it. */
  readonly key: string;
  /** Where to use it, or until when the old one remains valid. */
  readonly hint: string;
  /** Text in backticks becomes code. */
  done(): void;
}

/** A new key, which is shown only once, with a button to copy it. */
export const createSecretView = ({ key, hint, done }: Secret): TemplateResult => {
  const copy = copyButton(() => key, words);
  copy.classList.add('primary');
  const { keyShown, onlyOnce, done: text } = TEXTS.options;
  return html`<section class="card secret" aria-labelledby="secret-title">
    <h3 id="secret-title" tabindex="-1">${keyShown}</h3>
    <div class="row"><code dir="ltr" id="secret">${key}</code>${copy}</div>
    <p>${onlyOnce}</p>
    ${hint === '' ? nothing : html`<p class="soft">${withCommands(hint, words)}</p>`}
    <button type="button" id="secret-done" @click=${done}>${text}</button>
  </section>`;
};
