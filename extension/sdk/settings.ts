import { OllamaTurnkeySettings } from './settings/settings-element.ts';

export {
  type ModelChange,
  OllamaTurnkeySettings,
  type OllamaTurnkeySettingsEventMap,
} from './settings/settings-element.ts';

const NAME = 'ollama-turnkey-settings';

// Two bundles of one page may both contain it. Node has no elements.
if (globalThis.customElements?.get(NAME) === undefined) {
  globalThis.customElements?.define(NAME, OllamaTurnkeySettings);
}

declare global {
  interface HTMLElementTagNameMap {
    'ollama-turnkey-settings': OllamaTurnkeySettings;
  }
}
