import type { ModelChange, OllamaTurnkeySettings } from '../settings.ts';

/** What a template may say of `<ollama-turnkey-settings>`, beside the attributes of every element. */
export interface SettingsAttributes {
  /** The name of the chosen model. */
  value?: string | undefined;
  name?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  /** What to ask for, with spaces between. */
  scopes?: string | undefined;
  /** One sentence for the user. */
  reason?: string | undefined;
  /** @default 2 */
  'heading-level'?: number | string | undefined;
}

/** The property of the element that has no attribute, for frameworks that set properties. */
export interface SettingsProperties {
  turnkey?: OllamaTurnkeySettings['turnkey'] | undefined;
}

export type ModelChangeListener = (event: CustomEvent<ModelChange>) => void;
export type StatusChangeListener = (event: CustomEvent<NonNullable<OllamaTurnkeySettings['status']>>) => void;
