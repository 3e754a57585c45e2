/**
 * What solves a problem with one click: the user opens the settings of Ollama Turnkey; the extension calls
 * `requestAccess()`; the user copies the command in `help` and runs it; or the page checks again, with `status()` or by
 * repeating what failed.
 */
export type ErrorAction = 'open-settings' | 'ask-access' | 'copy-command' | 'start-check';

/**
 * The actions for errors that reach the SDK without one: those that it detects itself, and denied requests. Separate from
 * the table of all codes, so that extensions need not bundle that.
 */
export const LOCAL_ACTIONS = {
  interrupted: 'start-check',
  not_approved: 'ask-access',
  scope_missing: 'ask-access',
  no_key: 'open-settings',
  denied: 'open-settings',
  model_not_allowed: 'open-settings',
} as const satisfies Record<string, ErrorAction>;

/** The action for an error without one. A command in the help is in backticks. */
export const actionOf = (code: string, help: string): ErrorAction | undefined =>
  (LOCAL_ACTIONS as { readonly [code: string]: ErrorAction })[code] ??
  (help.includes('`') ? 'copy-command' : undefined);
