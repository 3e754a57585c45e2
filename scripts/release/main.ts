import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RELEASE_STEPS } from './steps.ts';

/**
 * Writes everything that a release publishes to `dist/release`, signed as far as the secrets are there. Publishes
 * nothing. Arguments name targets of the executables; without them, all. `--fast` compresses less.
 */
const { values, positionals: targets } = parseArgs({
  allowPositionals: true,
  options: { fast: { type: 'boolean', default: false } },
});
const out = join(fileURLToPath(new URL('../../', import.meta.url)), 'dist/release');
for (const [index, step] of RELEASE_STEPS.entries()) {
  console.log(`\n${index + 1}/${RELEASE_STEPS.length} ${step.name}`);
  await step.run({ out, targets, fast: values.fast, env: process.env });
}
