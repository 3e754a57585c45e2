/** `<ollama-turnkey-settings>` in the templates of Vue. Name it in `compilerOptions.isCustomElement` too. */
import type { DefineComponent, HTMLAttributes } from 'vue';
import type {
  ModelChangeListener,
  SettingsAttributes,
  SettingsProperties,
  StatusChangeListener,
} from './attributes.js';

declare module 'vue' {
  interface GlobalComponents {
    'ollama-turnkey-settings': DefineComponent<
      HTMLAttributes &
        SettingsAttributes &
        SettingsProperties & {
          onModelchange?: ModelChangeListener | undefined;
          onStatuschange?: StatusChangeListener | undefined;
        }
    >;
  }
}
