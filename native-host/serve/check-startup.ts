import { UserError } from '../errors/user-error.ts';
import { isLoopbackName } from '../upstream/is-loopback.ts';

interface Startup {
  /** The host to listen on. */
  readonly host: string;
  readonly open: boolean;
  /** Whether OLLAMA_API_KEY is set. */
  readonly environment: boolean;
  /** Whether the store has a key that may be used over HTTP. */
  readonly stored: boolean;
  /** Whether the admin page can create one: it is served, and the store has an admin key. */
  readonly creatable: boolean;
}

/** Throws a UserError if `serve` would accept every caller on a network, or none at all. */
export const checkStartup = ({ host, open, environment, stored, creatable }: Startup): void => {
  if (open && environment) {
    throw new UserError(
      'OLLAMA_API_KEY is set, but --open accepts every caller without a key.',
      'Leave out --open, or unset OLLAMA_API_KEY.',
    );
  }
  if (open && !isLoopbackName(host)) {
    throw new UserError(
      `With --open, everybody who can reach ${host} could use your Ollama.`,
      'Use --open only with --listen 127.0.0.1:PORT. For callers on other computers, create a key.',
    );
  }
  if (!open && !environment && !stored && !creatable) {
    throw new UserError(
      'No key for HTTP exists yet, so no caller could be accepted.',
      'Create one with `ollama-turnkey key create --http --name NAME`, or set OLLAMA_API_KEY.',
    );
  }
};
