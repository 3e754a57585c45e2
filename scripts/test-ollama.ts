import { spawnSync } from 'node:child_process';

/** Runs the tests that a real Ollama can answer, against the one in `OLLAMA_HOST`. */
if (!process.env['OLLAMA_HOST']) {
  console.error('Set the address of Ollama: OLLAMA_HOST=127.0.0.1:11434 npm run test:ollama');
  process.exit(2);
}
await import('./build.ts');
const files = ['conformance', 'e2e', 'differential', 'serve'].map(
  (room) => `tests/${room}/real-ollama.test.ts`,
);
const { status } = spawnSync('vitest', ['run', '--project', 'system', ...files], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
