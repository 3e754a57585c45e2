import { SCOPES } from '../../../shared/access/scopes.ts';

/** `admin` is the companion’s own: no page offers it to an extension. */
const { admin: _, ...scopes } = SCOPES;

const NEW_KEY = 'Make a new key: `ollama-turnkey key create`';

export const en = {
  connection: 'Connection',
  checking: 'Checking…',
  allReady: 'Everything is ready.',
  direct: 'Ollama Turnkey is not there: requests go to Ollama directly.',
  checkAgain: 'Check again',
  hops: {
    companion: 'Ollama Turnkey extension',
    host: 'Host on this computer',
    access: 'Permission',
    ollama: 'Ollama',
  },
  states: { ready: 'ready', problem: 'needs attention', unknown: 'not known yet' },
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Not copied',
  permission: 'Permission',
  scopes,
  allowed: 'allowed',
  notAllowed: 'not allowed',
  allModels: 'With all models on this computer',
  onlyModels: 'Only with {names}',
  ends: 'Ends {when}',
  noEnd: 'Until you revoke it in the settings of Ollama Turnkey',
  ask: 'Ask for access',
  asking: 'Answer in the window of Ollama Turnkey.',
  granted: 'Access is allowed.',
  useKey: 'Use a key instead',
  key: 'Key for this extension',
  keyHint:
    'The command `ollama-turnkey key create` prints one. It goes to the host and is kept nowhere here.',
  sendKey: 'Use key',
  keyTyped: 'The key is complete.',
  keyMistyped: 'This is not a complete key. Copy it again, whole: it starts with otk_.',
  keyChecking: 'Checking the key…',
  keyGood: 'The key is good: {name}.',
  model: 'Model',
  choose: 'Choose a model',
  gone: '{model} (not installed)',
  noModel: 'Ollama has no model yet. Get a small one: `ollama pull llama3.2`',
  modelsLater: 'Your models show here when everything is ready.',
  // Problems come in English.
  problems: {},
  /** In the field for a key of one extension: the host's own help is for the key that pairs the companion. */
  keyProblems: {
    key_wrong: ['There is no such key.', NEW_KEY],
    key_revoked: ['This key was revoked.', NEW_KEY],
    key_expired: ['This key has expired.', NEW_KEY],
  },
} as const;
