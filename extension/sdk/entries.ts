/**
 * The entry points of the package: the subpath of `ollama-turnkey`, and its file in this folder. A test compares them
 * with the exports of package.json.
 */
export const ENTRIES: Readonly<Record<string, string>> = {
  '.': 'index',
  './content': 'content',
  './register': 'register',
  './settings': 'settings',
  './testing': 'testing',
};

/** Entries with side effects on import, which bundlers must keep. */
export const WITH_SIDE_EFFECTS: readonly string[] = ['register', 'settings'];
