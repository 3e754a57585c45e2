import { html, nothing, type TemplateResult } from 'lit';
import type { Section, SettingsState } from './settings-state.ts';

/** The result of the last action, in its section. It stays in the page, so that screen readers notice a change. */
export const saidView = (section: Section, { said }: SettingsState): TemplateResult => {
  const own = said?.section === section ? said : undefined;
  return html`
    <div class="said" role="status" data-said=${section}>
      ${own?.text ? html`<p>${own.text}</p>` : nothing}${own?.error ?? nothing}
    </div>
  `;
};
