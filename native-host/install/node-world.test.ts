import { homedir } from 'node:os';
import process from 'node:process';
import { expect, test } from 'vitest';
import { nodeWorld } from './node-world.ts';

test('it is this machine', () => {
  expect(nodeWorld()).toMatchObject({
    platform: process.platform,
    home: homedir(),
    execPath: process.execPath,
  });
});

test('running a program returns its exit code and output, and passes its arguments unchanged', async () => {
  const program = 'console.log(process.argv[1]); console.error("e"); process.exitCode = 3';
  expect(await nodeWorld().run(process.execPath, ['-e', program, 'a "b" $c'])).toEqual({
    code: 3,
    stdout: 'a "b" $c\n',
    stderr: 'e\n',
  });
});

test('a missing program has the exit code 127', async () => {
  expect(await nodeWorld().run('/no/such/program', [])).toMatchObject({ code: 127 });
});
