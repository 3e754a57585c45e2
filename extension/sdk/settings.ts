import { OllamaTurnkeySettings } from './settings/settings-element.ts';

export {
  type ModelChange,
  OllamaTurnkeySettings,
  type OllamaTurnkeySettingsEventMap,
} from './settings/settings-element.ts';

const NAME = 'ollama-turnkey-settings';

// Two bundles of one page may both contain it.
if (!customElements.get(NAME)) customElements.define(NAME, OllamaTurnkeySettings);

declare global {
  interface HTMLElementTagNameMap {
    'ollama-turnkey-settings': OllamaTurnkeySettings;
  }
}
