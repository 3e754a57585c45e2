import { html, type TemplateResult } from 'lit';
import { aboutView } from './about-view.ts';
import { dataView, eraseDialog } from './data-view.ts';
import { generalView } from './general-view.ts';
import type { SettingsActions, SettingsState } from './settings-state.ts';
import { upstreamView } from './upstream-view.ts';

/** The tab *Settings*. Without a pairing, it has what only this browser stores. */
export const settingsView = (state: SettingsState, actions: SettingsActions): TemplateResult => html`
  ${generalView(state, actions)} ${upstreamView(state, actions)} ${dataView(state, actions)}
  ${aboutView(state, actions)} ${eraseDialog(state, actions)}
`;
