import type { Scope } from '../../../../shared/access/scopes.ts';

/** What the options page says beyond its markup. */
export const TEXTS = {
  checking: 'Checking…',
  allReady: 'Everything is ready. Extensions that you allow can use Ollama.',
  hostSilent: 'The host gave no answer. Check again, or restart the browser.',
  pasteBelow: 'Paste the key that `install-host` printed into the field below.',
  lostKey: 'No key at hand? `npx ollama-turnkey api-key` prints a new one.',
  paired: 'Paired. Extensions can ask for access now.',
  nobody: 'No extension has been allowed yet. When one asks, a window opens here.',
  allModels: 'With all models on this computer',
  withModels: (names: string) => `With ${names}`,
  used: (when: string) => `last used ${when}`,
  unused: 'never used',
  refused: (when: string) => `Refused ${when}`,
  refusedMore: (when: string) => `Refused more ${when}`,
  unanswered: (when: string) => `The window was closed ${when}`,
  revoke: 'Revoke',
  change: 'Change…',
  changeTitle: 'Change what it may do',
  save: 'Save',
  allow: 'Allow…',
  allowTitle: 'Allow this extension to use Ollama?',
  allowNow: 'Allow',
  askAgain: 'Let it ask again',
  thisBrowser: 'this browser',
  byKey: 'by key',
  unboundKey: 'not used by an extension yet',
  httpKey: 'for HTTP',
  ownerKey: 'pairs browsers',
  pairing: 'paired browser',
} as const;

export const SCOPE_WORDS: Record<Scope, string> = {
  read: 'See models',
  infer: 'Chat',
  embed: 'Embeddings',
  manage: 'Manage models',
  cloud: 'Cloud models',
  web: 'Web search',
  admin: 'Manage permissions',
};
