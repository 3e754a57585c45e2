/**
 * The entry points of the package: the subpath of `ollama-turnkey`, and its file in this folder. A test compares them
 * with the exports of package.json.
 */
export const ENTRIES: Readonly<Record<string, string>> = {
  '.': 'index',
  './content': 'content',
  './models': 'models',
  './register': 'register',
  './settings': 'settings',
  './testing': 'testing',
  './worker': 'worker',
};

/** Entries with side effects on import, which bundlers must keep. */
export const WITH_SIDE_EFFECTS: readonly string[] = ['register', 'settings'];

/** Entries of types alone, each a declaration file of this folder: the settings element in the JSX of a framework. */
export const TYPE_ENTRIES: readonly string[] = ['types/react', 'types/preact', 'types/vue', 'types/svelte'];

/** Files for extensions without a bundler, each whole: its name, its module, and its global name in a classic script. */
export const READY_FILES = [
  { name: 'ollama-turnkey', module: 'ready', global: 'OllamaTurnkey' },
  { name: 'ollama-turnkey-settings', module: 'settings', global: 'OllamaTurnkeySettings' },
] as const;
