import type { Cause } from './cause.ts';

/** Why permissions and keys cannot be used. */
export const STORE_CAUSES = {
  store_damaged: {
    number: 21,
    state: 'error',
    title: 'its file is damaged',
    message: 'Permissions and keys cannot be read. The file is kept when a new one is created.',
    help: 'Run `ollama-turnkey doctor --fix` to move it away, then pair the browser again.',
    fix: 'store',
  },
  store_newer: {
    number: 21,
    state: 'error',
    title: 'it was written by a newer version',
    help: 'Run `ollama-turnkey update`.',
  },
  store_folder: {
    number: 21,
    state: 'error',
    title: 'a folder has the place of its file',
    help: 'Run `ollama-turnkey doctor --fix` to move it away.',
    fix: 'store',
  },
  store_locked: {
    number: 21,
    state: 'error',
    title: 'another program has locked it',
    help: 'Close the program that has the file open, for example a backup, and try again.',
  },
  store_read_only: {
    number: 21,
    state: 'error',
    title: 'its file or folder is not writable',
    help: 'Make the file below and its folder writable for your user.',
  },
  store_full: {
    number: 21,
    state: 'error',
    title: 'the disk is full',
    help: 'Free some space on the disk.',
  },
  store_failed: {
    number: 21,
    state: 'error',
    title: 'it cannot be read',
    help: 'Run `ollama-turnkey status --debug` to see why.',
  },
  disk_nearly_full: {
    number: 27,
    state: 'warning',
    title: 'the disk is nearly full',
    message: 'Permissions and keys can soon no longer be saved.',
    help: 'Free some space on the disk.',
  },
  not_paired: {
    number: 23,
    state: 'warning',
    title: 'no browser is paired',
    message: 'The app knows no browser that may manage permissions.',
    help: 'Run `ollama-turnkey api-key`, and paste the key into the settings of the extension Ollama Turnkey.',
  },
} as const satisfies Record<string, Cause>;
