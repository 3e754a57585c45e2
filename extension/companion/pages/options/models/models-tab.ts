import { html, render } from 'lit';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { Tab } from '../tab.ts';

const view = () => html`<h2 tabindex="-1">${TEXTS.options.tabs.models}</h2>`;

export const modelsTab: Tab = {
  id: 'models',
  needsPairing: true,
  async show(root) {
    render(view(), root);
  },
};
