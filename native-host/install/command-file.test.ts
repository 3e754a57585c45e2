import { expect, test } from 'vitest';
import { VERSION } from '../../shared/version.ts';
import { installHost } from './install-host.ts';
import type { InstallReport } from './install-report.ts';
import { memoryWorld } from './testing/memory-world.ts';
import { uninstallHost } from './uninstall-host.ts';

const HOME = "/home/Zoë O'M";
const COMMAND = `${HOME}/.local/bin/ollama-turnkey`;
const PROGRAM = `${HOME}/.local/share/ollama-turnkey/host/${VERSION}/ollama-turnkey`;

const machine = (env = {}, options = {}) => {
  const world = memoryWorld({
    ...{ platform: 'linux', env, home: HOME, execPath: '/media/x/ollama-turnkey', isExecutable: true },
    ...options,
  });
  world.files.set('/media/x/ollama-turnkey', 'the program');
  return world;
};

const install = (world: ReturnType<typeof machine>, options = {}) =>
  installHost({ bundle: '', version: VERSION, browsers: ['chrome'], ...options }, world);

const commandRow = ({ rows }: Pick<InstallReport, 'rows'>) => rows.find(({ what }) => what === 'command');

test('the command starts the executable of the version, and its arguments stay as they are', async () => {
  const world = machine({ PATH: `/usr/bin:${HOME}/.local/bin` });
  expect(commandRow(await install(world))).toEqual({
    ...{ browser: '', what: 'command', path: COMMAND, outcome: 'written' },
  });
  expect(world.files.get(COMMAND)).toBe(
    `#!/bin/sh\n# Written by ollama-turnkey install-host.\nexec '${PROGRAM.replace("'", "'\\''")}' "$@"\n`,
  );
});

test('the report says so if the PATH does not have the folder', async () => {
  const note = commandRow(await install(machine({ PATH: '/usr/bin' })))?.note;
  expect(note).toBe(`Your PATH does not have ${HOME}/.local/bin. Add it, or start the command by its path.`);
});

test('a program of this name that somebody else installed is kept, also by an uninstall', async () => {
  const world = machine();
  world.files.set(COMMAND, '#!/usr/bin/env node\n');
  expect(commandRow(await install(world))).toMatchObject({
    outcome: 'skipped',
    note: 'Another program has this name. Start the app by the path of “host” above.',
  });
  await uninstallHost({}, world);
  expect(world.files.get(COMMAND)).toBe('#!/usr/bin/env node\n');
});

test('a folder that cannot be written does not fail the installation', async () => {
  const world = machine();
  const mkdir: typeof world.fs.mkdir = (path, options) =>
    path === `${HOME}/.local/bin` ? Promise.reject(new Error('EACCES')) : world.fs.mkdir(path, options);
  const { rows } = await install({ ...world, fs: { ...world.fs, mkdir } });
  expect(commandRow({ rows })).toMatchObject({ outcome: 'skipped' });
  expect(rows.some(({ outcome }) => outcome === 'failed')).toBe(false);
});

test.each([
  ['Windows', { platform: 'win32', home: 'C:\\U', execPath: 'C:\\x\\ollama-turnkey.exe' }, {}],
  ['a package', { isPackaged: true }, {}],
  ['another folder', {}, { dir: '/srv/turnkey' }],
])('no command is written for %s', async (_name, facts, options) => {
  const world = machine({}, facts);
  world.files.set(world.execPath, 'the program');
  world.files.set('/dist/host.mjs', 'the host');
  const report = await install(world, { bundle: '/dist/host.mjs', ...options }).catch(() => ({ rows: [] }));
  expect(commandRow(report)).toBeUndefined();
});

test('an installation for all users has its command for all', async () => {
  const world = machine({ PATH: '/usr/local/bin' }, { uid: 0 });
  expect(commandRow(await install(world, { system: true }))).toMatchObject({
    path: '/usr/local/bin/ollama-turnkey',
    outcome: 'written',
  });
  await uninstallHost({ system: true }, world);
  expect(world.files.has('/usr/local/bin/ollama-turnkey')).toBe(false);
});
