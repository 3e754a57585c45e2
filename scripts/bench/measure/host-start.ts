import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WRAPPER_NAME } from '../../../native-host/install/install-layout.ts';
import type { Platform } from '../../../native-host/platform/path-of.ts';
import { createTestEnv } from '../../test-env/create-test-env.ts';
import { HOST_PROGRAM, IS_EXECUTABLE } from '../../test-env/host-command.ts';
import { atMost, createRow, type Row } from '../report/row.ts';
import { buildEmptyExecutable } from './build-empty-executable.ts';
import type { Command } from './host-line.ts';
import { measureStart } from './measure-start.ts';

const EMPTY = fileURLToPath(new URL('../empty-host.mjs', import.meta.url));

const platform = process.platform as Platform;

/**
 * The start time of the host, as installed and as a browser starts it, next to that of an empty Node program. That of the
 * single executable also next to an empty program that was compiled in the same way.
 */
export const measureHostStart = async (rounds: number): Promise<Row> => {
  const testEnv = await createTestEnv('http://127.0.0.1:9');
  const wrapper: Command = [join(testEnv.data, 'host', WRAPPER_NAME[platform])];
  const emptyNode: Command = [process.execPath, EMPTY];
  const others: Record<string, Command> = IS_EXECUTABLE
    ? { empty: [await buildEmptyExecutable(EMPTY, testEnv.folder)], 'empty on Node': emptyNode }
    : { empty: emptyNode };
  const programs = new Map(Object.entries({ host: IS_EXECUTABLE ? HOST_PROGRAM : wrapper, ...others }));
  const starts = await measureStart(programs, rounds, {
    ...process.env,
    OLLAMA_TURNKEY_HOME: testEnv.data,
  });
  await testEnv.dispose();
  const took = (name: string) => starts.get(name)?.ms ?? Number.NaN;
  const against = Object.fromEntries(Object.keys(others).map((name) => [name, took(name)]));
  const what = { name: 'Host start to first frame', unit: 'ms', targets: [atMost(1.3, 'empty')] };
  return createRow(what, { turnkey: took('host'), against });
};
