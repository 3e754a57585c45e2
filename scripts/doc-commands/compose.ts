import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ProgramCall } from './programs.ts';

/** A service of a compose file that runs our image. */
export interface ComposeService {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The ports of the computer, each with that of the container. */
  readonly ports: readonly (readonly [published: number, target: number])[];
}

interface Written {
  readonly build?: unknown;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
}

const readDotEnv = (folder: string): Record<string, string> => {
  const file = join(folder, '.env');
  if (!existsSync(file)) return {};
  const pairs = readFileSync(file, 'utf8').matchAll(/^(\w+)=(.*)$/gm);
  return Object.fromEntries(Array.from(pairs, ([, name, value]) => [name, value]));
};

/** Fills in the variables, as every command of compose does before anything else. Throws for a required one without a value. */
const interpolate = (text: string, values: Readonly<Record<string, string | undefined>>): string =>
  text.replaceAll(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, kind?: string, rest = '') => {
    const value = values[name];
    if (value) return value;
    if (kind === '?') throw new Error(`required variable ${name} is missing a value: ${rest}`);
    return rest;
  });

/** The services of a compose file that run our image. @param file relative to the folder of the call */
export const readCompose = (file: string, { cwd, env }: ProgramCall): readonly ComposeService[] => {
  const text = readFileSync(join(cwd, file), 'utf8').replaceAll(/^ *#.*$/gm, '');
  const filled = interpolate(text, { ...readDotEnv(cwd), ...env });
  const { services } = parse(filled, { merge: true }) as { services: Record<string, Written> };
  return Object.entries(services)
    .filter(([, { build }]) => build !== undefined)
    .map(([name, { command = [], environment = {}, ports = [] }]) => ({
      ...{ name, command, environment },
      ports: ports.map((port) => port.split(':').slice(-2).map(Number) as [number, number]),
    }));
};

/** What a call of `docker compose` asks for. */
export interface ComposeCall {
  readonly file: string;
  readonly action: 'up' | 'run';
  /** Of `run`. */
  readonly service?: string;
  readonly args?: readonly string[];
}

/** Reads the arguments of `docker`. Throws for what no document has used so far. */
export const readComposeCall = (args: readonly string[]): ComposeCall => {
  const [compose, ...all] = args;
  const [file, rest] = all[0] === '-f' ? [all[1] ?? '', all.slice(2)] : ['compose.yml', all];
  const [action, ...words] = rest;
  if (compose === 'compose' && action === 'up' && words.join(' ') === '-d') return { file, action };
  const [service, ...ours] = words.filter((word, at) => at > 1 || (word !== '--rm' && word !== '-T'));
  if (compose === 'compose' && action === 'run' && words[0] === '--rm' && service !== undefined)
    return { file, action, service, args: ours };
  throw new Error(`The tests do not know: docker ${args.join(' ')}`);
};
