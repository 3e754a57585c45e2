import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { encodeFrame } from '../../../native-host/stdio/encode-frame.ts';
import { PROTOCOL } from '../../../shared/protocol/version.ts';
import { median } from '../report/statistics.ts';
import { type Command, ORIGIN } from './host-line.ts';
import { resident } from './resident.ts';

const HELLO = encodeFrame({ type: 'hello', protocol: PROTOCOL, client: { name: 'bench', version: '1' } });

/** Milliseconds of a clock tick in /proc, in which Linux counts the time of the processor. */
const TICK_MS = 10;

/** Milliseconds of the processor that a process has used. NaN on other systems than Linux. */
const processorMs = (pid: number): number => {
  if (process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
};

/** Medians of the start of a program until its first frame. */
export interface StartFigures {
  readonly ms: number;
  readonly processorMs: number;
  /** Resident memory then, in MiB. */
  readonly mib: number;
}

const start = async ([program, ...first]: Command, env: NodeJS.ProcessEnv): Promise<StartFigures> => {
  const begun = performance.now();
  const shell = program.endsWith('.bat');
  const child = spawn(program, [...first, ORIGIN], { env, shell, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(HELLO);
  await once(child.stdout, 'data');
  const ms = performance.now() - begun;
  const pid = child.pid as number;
  const figures = { ms, processorMs: processorMs(pid), mib: resident(pid) };
  const exited = once(child, 'exit');
  child.stdin.end();
  await exited;
  return figures;
};

/** Starts each program in turn, as often as `rounds` says, after one start that warms the caches. */
export const measureStart = async (
  programs: ReadonlyMap<string, Command>,
  rounds: number,
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, StartFigures>> => {
  const figures = new Map<string, StartFigures[]>();
  for (const [name, command] of programs) {
    await start(command, env);
    figures.set(name, []);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, command] of programs) figures.get(name)?.push(await start(command, env));
  }
  const middle = (all: readonly StartFigures[], field: keyof StartFigures) =>
    median(all.map((each) => each[field]));
  return new Map(
    Array.from(figures, ([name, all]) => [
      name,
      { ms: middle(all, 'ms'), processorMs: middle(all, 'processorMs'), mib: middle(all, 'mib') },
    ]),
  );
};
