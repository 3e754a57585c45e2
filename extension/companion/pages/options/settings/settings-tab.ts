import { html, render } from 'lit';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { Tab } from '../tab.ts';

const view = () => html`<h2 tabindex="-1">${TEXTS.options.tabs.settings}</h2>`;

export const settingsTab: Tab = {
  id: 'settings',
  needsPairing: false,
  async show(root) {
    render(view(), root);
  },
};
