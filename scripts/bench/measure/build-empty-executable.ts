import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { COMPILE } from '../../executables/build-executable.ts';
import { fetchRuntime } from '../../executables/fetch-parts.ts';
import { CACHE } from '../../executables/places.ts';
import { targetOf } from '../../executables/targets.ts';

const run = promisify(execFile);

/** Compiles a script as the host is compiled. Returns the path of the executable in `folder`. */
export const buildEmptyExecutable = async (script: string, folder: string): Promise<string> => {
  const out = join(folder, 'empty');
  const runtime = await fetchRuntime(targetOf(process), CACHE);
  await run(runtime, [...COMPILE, script, `--outfile=${out}`]);
  return out;
};
