import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCompose, readComposeCall } from './compose.ts';

const FILE = `# \${NOT_READ:?in a comment}
services:
  ollama:
    image: ollama/ollama
  proxy:
    build: .
    environment:
      KEY: \${KEY:?set it}
      OTHER: \${OTHER:-x}
    command: [serve, --listen=0.0.0.0:8080]
    ports: ['127.0.0.1:80:8080']
`;

const newFolder = () => {
  const cwd = mkdtempSync(join(tmpdir(), 'turnkey-compose-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(join(cwd, 'compose.yml'), FILE);
  return cwd;
};

test('our services are read with the values of .env and of the environment', () => {
  const cwd = newFolder();
  writeFileSync(join(cwd, '.env'), 'KEY=from-file\n');
  expect(readCompose('compose.yml', { cwd, args: [], stdin: '', env: { OTHER: 'y' } })).toEqual([
    {
      ...{ name: 'proxy', command: ['serve', '--listen=0.0.0.0:8080'], ports: [[80, 8080]] },
      environment: { KEY: 'from-file', OTHER: 'y' },
    },
  ]);
});

test('a required variable without a value is an error for every command', () => {
  expect(() => readCompose('compose.yml', { cwd: newFolder(), args: [], stdin: '', env: {} })).toThrow(
    'required variable KEY is missing a value: set it',
  );
});

test('calls of docker are read', () => {
  expect(readComposeCall(['compose', 'up', '-d'])).toEqual({ file: 'compose.yml', action: 'up' });
  const run = ['compose', '-f', 'a.yml', 'run', '--rm', 'proxy', 'key', 'create', '--name', 'a b'];
  expect(readComposeCall(run)).toEqual({
    ...{ file: 'a.yml', action: 'run', service: 'proxy', args: ['key', 'create', '--name', 'a b'] },
  });
  const piped = ['compose', 'run', '--rm', '-T', 'proxy', 'key', 'import'];
  expect(readComposeCall(piped)).toMatchObject({
    file: 'compose.yml',
    service: 'proxy',
    args: ['key', 'import'],
  });
  for (const other of [
    ['run', 'image'],
    ['compose', 'down'],
    ['compose', 'up'],
    ['compose', 'run', '--rm'],
  ])
    expect(() => readComposeCall(other)).toThrow('do not know');
});
