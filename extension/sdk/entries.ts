/**
 * What can be imported from the package: the path behind `ollama-turnkey`, and the file of this folder. A test
 * compares it with the exports of package.json.
 */
export const ENTRIES: Readonly<Record<string, string>> = {
  '.': 'index',
  './content': 'content',
  './register': 'register',
  './settings': 'settings',
};

/** Entries that do something when they are imported: bundlers must not drop them. */
export const WITH_SIDE_EFFECTS: readonly string[] = ['register', 'settings'];
