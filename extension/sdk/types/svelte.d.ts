/** `<ollama-turnkey-settings>` in the templates of Svelte. */
import type { HTMLAttributes } from 'svelte/elements';
import type { OllamaTurnkeySettings } from '../settings.ts';
import type {
  ModelChangeListener,
  SettingsAttributes,
  SettingsProperties,
  StatusChangeListener,
} from './attributes.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'ollama-turnkey-settings': Omit<HTMLAttributes<OllamaTurnkeySettings>, keyof SettingsAttributes> &
      SettingsAttributes &
      SettingsProperties & {
        onmodelchange?: ModelChangeListener | undefined;
        onstatuschange?: StatusChangeListener | undefined;
      };
  }
}
