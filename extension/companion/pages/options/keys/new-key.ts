import { html, nothing, render, type TemplateResult } from 'lit';
import type { NewKey } from '../../../../../shared/protocol/calls.ts';
import { host } from '../../shared/host.ts';
import { listedModels } from '../../shared/terms/listed-models.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { backView } from '../grants/detail-view.ts';
import { createSecretView } from '../grants/secret-view.ts';
import { addressOf } from '../shell/address.ts';
import { failureView } from '../shell/failure.ts';
import type { CreateView } from '../shell/views.ts';
import { newKeyForm } from './new-key-form.ts';

const view = (content: TemplateResult | HTMLElement, failure?: HTMLElement): TemplateResult => html`
  ${backView('keys')}
  <h2 tabindex="-1">${TEXTS.options.newKey}</h2>
  <div role="alert">${failure}</div>
  ${content}
`;

/** The page that creates a key. The form and the key stay until the user leaves it. */
export const createNewKey: CreateView = (root) => {
  let visit: AbortController | undefined;

  const showSecret = (key: string, { use }: NewKey): void => {
    const done = () => {
      location.hash = addressOf('keys');
    };
    render(view(createSecretView({ key, hint: TEXTS.options.useHints[use], done })), root);
    root.querySelector<HTMLElement>('#secret-title')?.focus();
  };

  return {
    async show() {
      if (visit) return;
      visit = new AbortController();
      const { signal } = visit;
      const create = (key: NewKey) =>
        void host.call('keys.create', key).then(
          ({ key: text }) => {
            if (!signal.aborted) showSecret(text, key);
          },
          (error: unknown) => {
            if (!signal.aborted) render(view(form, failureView(error)), root);
          },
        );
      const form = newKeyForm({ listed: await listedModels(), signal, create });
      if (!signal.aborted) render(view(form), root);
    },
    leave() {
      visit?.abort();
      visit = undefined;
      render(nothing, root);
    },
  };
};
