import type { Cause } from './cause.ts';

const ADDRESS = 'Set the address of Ollama with `ollama-turnkey upstream set URL`.';

/** Why Ollama cannot be used. */
export const OLLAMA_CAUSES = {
  ollama_down: {
    number: 24,
    state: 'error',
    title: 'it does not answer',
    help: 'Open the Ollama app, or run `ollama serve`.',
  },
  ollama_other_program: {
    number: 24,
    state: 'error',
    title: 'another program answers at its address',
    help: ADDRESS,
  },
  ollama_claude_gateway: {
    number: 24,
    state: 'error',
    title: 'its gateway for Claude answers instead',
    help: ADDRESS,
  },
  ollama_other_address: {
    number: 24,
    state: 'error',
    title: 'it does not answer at the stored address, but at the one in OLLAMA_HOST',
    message: 'A browser does not see the variables of a terminal, so the app uses the stored address.',
    help: ADDRESS,
  },
  ollama_other_family: {
    number: 24,
    state: 'error',
    title: 'it answers only at the other address of localhost',
    message: 'The name localhost has an IPv4 and an IPv6 address. Ollama listens at one of them.',
    help: ADDRESS,
  },
  ollama_proxy: {
    number: 24,
    state: 'error',
    title: 'it cannot be reached without the proxy',
    message: 'The app connects to Ollama directly, and does not use HTTP_PROXY.',
    help: 'Allow a direct connection to the address below, for example with a tunnel.',
  },
  ollama_credential: {
    number: 24,
    state: 'error',
    title: 'it refuses the credential',
    help: 'Set it again with `ollama-turnkey upstream set URL --key`.',
  },
  credential_unavailable: {
    number: 24,
    state: 'error',
    title: 'its credential cannot be read',
    help: 'Unlock the keyring, or set the credential again with `ollama-turnkey upstream set URL --key`.',
  },
  no_models: {
    number: 25,
    state: 'error',
    title: 'it has no model',
    help: 'Download one, for example with `ollama pull llama3.2`.',
  },
  only_cloud_models: {
    number: 25,
    state: 'warning',
    title: 'it has only cloud models',
    message: 'Questions to them leave this computer, so extensions need the permission for cloud models.',
    help: 'Download a local model, for example with `ollama pull llama3.2`.',
  },
} as const satisfies Record<string, Cause>;
