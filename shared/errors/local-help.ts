/**
 * The help for errors that the SDK itself detects, without a host that could send it. Separate from the table of all
 * codes, so that extensions need not bundle that.
 */
export const LOCAL_HELP = {
  companion_missing: 'Install or enable the Ollama Turnkey extension.',
  companion_mismatch: 'Remove "message_serialization" from the manifest.',
  host_missing: 'Run `npx ollama-turnkey install-host`.',
  host_forbidden: 'Run `npx ollama-turnkey install-host` again to register this extension.',
  host_blocked: 'Ask your administrator to allow the Turnkey app.',
  host_failed: 'Run `npx ollama-turnkey install-host` again.',
  interrupted: 'Try again in a moment.',
  protocol_error: 'Update the extension and the Turnkey app.',
} as const;

/** The help for Ollama's own errors, which `explain()` recognises by their text. */
export const OLLAMA_HELP = {
  model_not_found: 'Run `ollama pull NAME` or choose another.',
  model_failed: 'Try again, or see Ollama’s log.',
} as const;

/** The help for a download that failed, in an entry point of its own. */
export const PULL_HELP = 'Check the name of the model and the connection to the internet, then try again.';

/** The help for web workers, in an entry point of its own. */
export const WORKER_HELP =
  'Call serveWorker(worker) from ollama-turnkey/worker in the page that starts the worker.';

/** The same for content scripts, in an entry point of the SDK that most extensions do not need. */
export const CONTENT_HELP = {
  background_missing:
    'Call serveContentScripts() from ollama-turnkey/content in this extension’s background.',
  context_invalidated: 'Reload the page.',
  content_script:
    'Use createTurnkey() and serveContentScripts() from ollama-turnkey/content, or send the request from the background.',
} as const;
