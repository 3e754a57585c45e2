/**
 * Environment variables that change how Node starts. A desktop session may set them for other programs, and each of them
 * can prevent a start: a missing module in NODE_OPTIONS ends it, NODE_CHANNEL_FD opens a pipe that is not there, and
 * NODE_TLS_REJECT_UNAUTHORIZED would turn off the checks for an Ollama at another computer.
 * https://nodejs.org/docs/latest-v26.x/api/cli.html#environment-variables-1
 */
export const NODE_VARIABLES: readonly string[] = [
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_USE_ENV_PROXY',
  'NODE_CHANNEL_FD',
  'NODE_CHANNEL_SERIALIZATION_MODE',
  'NODE_UNIQUE_ID',
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  'NODE_REDIRECT_WARNINGS',
  'NODE_PENDING_DEPRECATION',
  'NODE_PRESERVE_SYMLINKS',
  'NODE_PRESERVE_SYMLINKS_MAIN',
  'NODE_V8_COVERAGE',
];
