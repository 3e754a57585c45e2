import { expect, test } from 'vitest';
import { pullProblem } from './pull-problem.ts';

test.each([
  ['pull model manifest: file does not exist', 'unknown'],
  ['invalid model name', 'unknown'],
  ['write /root/.ollama/models/blobs/sha256-1-partial: no space left on device', 'full'],
  ['write C:\\blobs: There is not enough space on the disk.', 'full'],
  [
    'pull model manifest: 412: The model you are attempting to pull requires a newer version of Ollama.',
    'outdated',
  ],
  [
    'pull model manifest: Get "https://registry.ollama.ai/v2/": dial tcp: lookup registry.ollama.ai: no such host',
    'offline',
  ],
  ['max retries exceeded: read tcp 1.2.3.4: connection reset by peer', 'offline'],
  ['digest mismatch, file must be downloaded again', undefined],
])('%s', (message, cause) => {
  expect(pullProblem(message)).toBe(cause);
});
