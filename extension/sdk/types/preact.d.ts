/** `<ollama-turnkey-settings>` in the JSX of Preact. */
import type { HTMLAttributes } from 'preact';
import type { OllamaTurnkeySettings } from '../settings.ts';
import type {
  ModelChangeListener,
  SettingsAttributes,
  SettingsProperties,
  StatusChangeListener,
} from './attributes.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'ollama-turnkey-settings': Omit<HTMLAttributes<OllamaTurnkeySettings>, keyof SettingsAttributes> &
        SettingsAttributes &
        SettingsProperties & {
          onmodelchange?: ModelChangeListener | undefined;
          onstatuschange?: StatusChangeListener | undefined;
        };
    }
  }
}
