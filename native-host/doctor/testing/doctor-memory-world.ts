import { VERSION } from '../../../shared/version.ts';
import { type MemoryWorld, memoryWorld } from '../../install/testing/memory-world.ts';
import type { Platform } from '../../platform/path-of.ts';
import type { DoctorWorld, Program, StartOutcome } from '../doctor-world.ts';

const LOCAL = 'C:\\Users\\Zoë Müller\\AppData\\Local';

const BASE = {
  linux: { home: '/home/u', execPath: '/usr/bin/node', env: {} },
  darwin: { home: '/Users/u', execPath: '/opt/homebrew/bin/node', env: {} },
  win32: {
    home: 'C:\\Users\\Zoë Müller',
    execPath: 'C:\\Program Files\\nodejs\\node.exe',
    env: {
      LOCALAPPDATA: LOCAL,
      USERPROFILE: 'C:\\Users\\Zoë Müller',
      ProgramFiles: 'C:\\Program Files',
      SystemRoot: 'C:\\Windows',
      PATH: 'C:\\x',
    },
  },
} as const;

/** A simulated computer on which everything works: the host starts, the store opens, Ollama has a model. */
export const doctorMemoryWorld = (
  platform: Platform,
  more: Partial<DoctorWorld> = {},
): { readonly world: DoctorWorld & MemoryWorld; readonly started: Program[]; outcome: StartOutcome } => {
  const base = BASE[platform];
  const memory = memoryWorld({ platform, ...base, uid: 1000 }, { nodes: { [base.execPath]: 'v26.10.0' } });
  const state = {
    started: [] as Program[],
    outcome: { kind: 'welcome', version: VERSION } as StartOutcome,
    world: undefined as unknown as DoctorWorld & MemoryWorld,
  };
  state.world = {
    ...memory,
    now: () => Date.parse('2026-11-26T12:00:00Z'),
    start: async (program) => {
      state.started.push(program);
      return { outcome: state.outcome, stderr: '' };
    },
    mayWrite: async () => true,
    freeBytes: async () => 1e9,
    commandLines: async () => [],
    starts: () => [{ at: '2026-11-25T12:00:00Z', caller: 'companion' }],
    store: async () => ({ paired: 1, file: 'turnkey.sqlite' }),
    ollama: async () => ({
      address: 'http://127.0.0.1:11434',
      answer: { kind: 'ready', version: '0.35.0', local: 1, cloud: 0 },
    }),
    ...more,
  };
  return state;
};
