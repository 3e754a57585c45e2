/** `<ollama-turnkey-settings>` in the JSX of React. React 19 sets properties and listens to events of elements. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { OllamaTurnkeySettings } from '../settings.ts';
import type {
  ModelChangeListener,
  SettingsAttributes,
  SettingsProperties,
  StatusChangeListener,
} from './attributes.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ollama-turnkey-settings': DetailedHTMLProps<
        HTMLAttributes<OllamaTurnkeySettings>,
        OllamaTurnkeySettings
      > &
        SettingsAttributes &
        SettingsProperties & {
          onmodelchange?: ModelChangeListener | undefined;
          onstatuschange?: StatusChangeListener | undefined;
        };
    }
  }
}
