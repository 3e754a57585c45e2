/** Why a download failed: a text of `models.pullProblems`. */
export type PullProblem = 'unknown' | 'offline' | 'full' | 'outdated';

/**
 * What Ollama says of the failures that a user can do something about.
 * https://github.com/ollama/ollama/blob/v0.24.0/server/images.go
 */
const CAUSES: readonly (readonly [PullProblem, RegExp])[] = [
  ['unknown', /file does not exist|invalid model name/i],
  ['full', /no space left on device|not enough space on the disk|disk quota exceeded/i],
  ['outdated', /requires a newer version of ollama/i],
  [
    'offline',
    /dial tcp|no such host|connection (refused|reset)|i\/o timeout|network is unreachable|TLS handshake/i,
  ],
];

/** The cause of a failed download; undefined if only Ollama's own words say it. */
export const pullProblem = (message: string): PullProblem | undefined =>
  CAUSES.find(([, words]) => words.test(message))?.[0];
