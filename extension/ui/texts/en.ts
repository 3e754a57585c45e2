import { SCOPES } from '../../../shared/access/scopes.ts';

/** No page offers `admin` to an extension. */
const { admin: _, ...scopes } = SCOPES;

const NEW_KEY = 'Create a new key: `ollama-turnkey key create`';

export const en = {
  connection: 'Connection',
  checking: 'Checking…',
  allReady: 'Everything is ready.',
  direct: 'Ollama Turnkey isn’t installed. Requests go directly to Ollama.',
  checkAgain: 'Check again',
  install: 'Install Ollama Turnkey',
  hops: {
    companion: 'Ollama Turnkey extension',
    host: 'Turnkey app',
    access: 'Permission',
    ollama: 'Ollama',
  },
  states: { ready: 'ready', problem: 'needs attention', unknown: 'waiting' },
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Couldn’t copy',
  permission: 'Permission',
  scopes,
  allowed: 'allowed',
  notAllowed: 'not allowed',
  allModels: 'All local models',
  onlyModels: 'Only {names}',
  ends: 'Ends {when}',
  noEnd: 'No end date',
  ask: 'Ask for access',
  asking: 'Answer in the Ollama Turnkey window.',
  closed: 'You closed the request.',
  askAgain: 'Ask again',
  granted: 'Access granted.',
  useKey: 'Use a key instead',
  key: 'Key for this extension',
  keyHint: 'Run `ollama-turnkey key create` to get a key. It is sent to the Turnkey app and not stored here.',
  sendKey: 'Use key',
  keyTyped: 'The key is complete.',
  keyMistyped: 'This key is incomplete or mistyped. Copy all of it again, starting with otk_.',
  keyChecking: 'Checking the key…',
  keyGood: 'Key accepted: {name}.',
  model: 'Model',
  choose: 'Choose a model',
  gone: '{model} (not installed)',
  noModel: 'Ollama has no chat model yet. Download a small one: `ollama pull llama3.2`',
  modelsLater: 'Your models will appear here once you’re connected.',
  // The messages of problems are in English already.
  problems: {},
  /** For the key field of one extension: the host’s help is about the key that pairs the companion. */
  keyProblems: {
    key_wrong: ['This key isn’t valid on this computer.', NEW_KEY],
    key_revoked: ['This key was revoked.', NEW_KEY],
    key_expired: ['This key has expired.', NEW_KEY],
  },
} as const;
