import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import type { CliContext } from '../native-host/cli/cli-context.ts';
import { addServeCommand } from '../native-host/cli/serve-command.ts';

const FOLDER = new URL('../docs/operators/deploy/', import.meta.url);

const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}

const compose = (name: string) =>
  parse(read(name), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, null> };

const COMPOSE = readdirSync(FOLDER).filter((name) => /^compose.*\.yml$/.test(name));

test.each(COMPOSE)('%s opens nothing but turnkey, and holds no secret', (name) => {
  const { services, volumes } = compose(name);
  for (const [id, service] of Object.entries(services)) {
    expect([id, service.ports !== undefined]).toEqual([id, service.build !== undefined]);
    for (const volume of service.volumes ?? []) expect(volumes).toHaveProperty([volume.split(':')[0] ?? '']);
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|_KEY$/.test(variable)) expect(value).toMatch(/^\$\{\w+:\?.+\}$/);
    }
    if (!service.build) continue;
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    for (const argument of service.command ?? []) expect(argument).toMatch(/^(serve|--[a-z-]+(=\S+)?)$/);
    for (const [, host = ''] of (service.command ?? [])
      .join(' ')
      .matchAll(/--upstream=http:\/\/([^:\s]+)/g)) {
      expect(services).toHaveProperty(host);
    }
  }
});

test('no file uses an option that `serve` does not have', () => {
  const program = new Command();
  addServeCommand(program, {} as CliContext);
  const serve = program.commands.find((command) => command.name() === 'serve');
  const known = serve?.options.map(({ long }) => long) ?? [];
  // The lines that start it; those of other programs have options of their own.
  const starts: Readonly<Record<string, RegExp>> = {
    ...Object.fromEntries(COMPOSE.map((name) => [name, /^ +- --.*$/gm])),
    Dockerfile: /^CMD .*$/gm,
    'ollama-turnkey.service': /^ExecStart=.*$/gm,
    'com.ollama-turnkey.serve.plist': /<string>--.*$/gm,
    'windows.md': /-Argument .*$/gm,
  };
  for (const [name, pattern] of Object.entries(starts)) {
    const used = (read(name).match(pattern) ?? []).join(' ').match(/--[a-z-]+/g) ?? [];
    expect([name, used.length > 0, used.filter((option) => !known.includes(option))]).toEqual([
      name,
      true,
      [],
    ]);
  }
});

test('the context of the image has what it copies, and no folder that is built or installed', () => {
  const lines = readFileSync(new URL('../.dockerignore', import.meta.url), 'utf8').split('\n');
  const kept = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, from = '']) =>
    from.split(' '),
  );
  expect(kept.toSorted()).toEqual(copied.toSorted());
  for (const rest of ['*', '**/node_modules', '**/dist']) expect(lines).toContain(rest);
});

test('the image runs as an ordinary user on a pinned major, and says whether it is well', () => {
  const lines = read('Dockerfile').split('\n');
  for (const line of lines.filter((each) => each.startsWith('FROM')))
    expect(line).toMatch(/^FROM node:\d+-slim/);
  expect(lines.findLast((line) => line.startsWith('USER'))).toBe('USER node');
  expect(lines.some((line) => line.startsWith('HEALTHCHECK'))).toBe(true);
});

test('what the image copies is enough to build the host', () => {
  const root = new URL('../', import.meta.url);
  const folder = mkdtempSync(join(tmpdir(), 'turnkey-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [, from = ''] of read('Dockerfile').matchAll(/^COPY (?!--)(.+) \S+$/gm)) {
    for (const name of from.split(' ')) cpSync(new URL(name, root), join(folder, name), { recursive: true });
  }
  rmSync(join(folder, 'native-host/dist'), { recursive: true, force: true });
  symlinkSync(new URL('node_modules', root), join(folder, 'node_modules'), 'junction');
  const { status } = spawnSync(process.execPath, ['native-host/build.ts'], { cwd: folder, stdio: 'inherit' });
  expect([status, existsSync(join(folder, 'native-host/dist/host.mjs'))]).toEqual([0, true]);
}, 60_000);

const analyses = spawnSync('systemd-analyze', ['--version']).status === 0;

test.skipIf(!analyses)(
  `systemd finds no fault with the unit${analyses ? '' : ' (skipped: no systemd here)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'turnkey-unit-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const unit = join(folder, 'ollama-turnkey.service');
    // It looks for the program, which is not installed here.
    writeFileSync(
      unit,
      read('ollama-turnkey.service').replaceAll('/usr/local/bin/ollama-turnkey', process.execPath),
    );
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  },
);

test('the launch agent is a whole property list', () => {
  const text = read('com.ollama-turnkey.serve.plist').replace(
    /<!--[\s\S]*?-->|<\?[^>]*>|<!DOCTYPE[^>]*>/g,
    '',
  );
  const open: string[] = [];
  for (const [, close, name = '', empty] of text.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name);
  }
  expect(open).toEqual([]);
  for (const key of ['Label', 'ProgramArguments', 'KeepAlive']) expect(text).toContain(`<key>${key}</key>`);
});
