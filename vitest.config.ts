import { defineConfig } from 'vitest/config';
import { executablePath } from './scripts/executables/places.ts';
import { targetOf } from './scripts/executables/targets.ts';

/** The tests of `serve` whose outcome depends on the runtime: HTTP, sockets, streams, limits, keys, PostgreSQL. */
const SERVE = [
  ...['attacks', 'binding', 'clients', 'load', 'open', 'open-webui', 'operating', 'postgres-changes'],
  ...['running', 'streams', 'threats', 'upstreams'],
];

/** Two files at a time, because they mostly wait for the processes that they start. After the unit tests. */
const processes = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // As long as an operation may take on a busy machine. The default of one second would measure the machine.
  expect: { poll: { timeout: 30_000 } },
  maxWorkers: 2,
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,native-host,extension,manifests,scripts}/**/*.test.ts'],
          // A property test on a machine that is busy with the others.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/executable/**'],
          ...processes,
        },
      },
      {
        test: {
          // What drives the built host and `serve` again, on the single executable, and what only that can do.
          name: 'executable',
          include: [
            'tests/{executable,host}/**/*.test.ts',
            'tests/e2e/main-job.test.ts',
            `tests/serve/{${SERVE.join(',')}}.test.ts`,
          ],
          globalSetup: ['scripts/executables/global-setup.ts', 'scripts/installers/global-setup.ts'],
          env: { TURNKEY_EXECUTABLE: executablePath(targetOf(process)) },
          ...processes,
        },
      },
    ],
  },
});
