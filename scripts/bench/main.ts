import { setup as buildExecutable } from '../executables/global-setup.ts';
import { executablePath } from '../executables/places.ts';
import { targetOf } from '../executables/targets.ts';
import { readOptions } from './options.ts';

const options = readOptions(process.argv.slice(2));
if (options.executable) {
  console.error('building the executable…');
  await buildExecutable();
  // The module that chooses the host reads it once.
  process.env['TURNKEY_EXECUTABLE'] = executablePath(targetOf(process));
}
const { runBench } = await import('./run-bench.ts');
await runBench(options);
