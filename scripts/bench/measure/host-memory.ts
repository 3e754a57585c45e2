import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from '../../../extension/sdk/session/session.ts';
import { createTestEnv, type TestEnv } from '../../test-env/create-test-env.ts';
import { atMost, createRow, type Row } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import type { Workload } from '../server/workload.ts';
import { type Command, openHostLine } from './host-line.ts';
import { peakDuring } from './peak-during.ts';
import { resident } from './resident.ts';

const chat = (session: Session, options: Workload) =>
  session.request({
    method: 'POST',
    path: '/api/chat',
    headers: {},
    body: { text: JSON.stringify({ model: 'bench', messages: [{ role: 'user', content: 'x' }], options }) },
  });

const readAll = async (session: Session, options: Workload): Promise<void> => {
  const { body } = await chat(session, options);
  for await (const _ of body) {
    // Read as fast as data arrives.
  }
};

const STREAMS = 64;
const TOKENS_EACH = 4000;

export const manyStreams = (session: Session) =>
  Promise.all(Array.from({ length: STREAMS }, () => readAll(session, { tokens: TOKENS_EACH })));

const GIB_OF_TOKENS = 2 ** 30 / 128;
const PAUSED_MS = 3000;

const pausedReader = async (session: Session) => {
  const { body } = await chat(session, { tokens: GIB_OF_TOKENS, perWrite: 500 });
  const reader = body.getReader();
  await reader.read();
  await pause(PAUSED_MS);
  await reader.cancel();
};

interface State {
  readonly idle: number;
  readonly peak: number;
}

/** The memory of a new host, in MiB, idle and under a load. */
export const observe = async (
  testEnv: TestEnv,
  ollama: string,
  load: (session: Session) => Promise<unknown>,
  command?: Command,
): Promise<State> => {
  const line = await openHostLine(testEnv, ollama, command);
  // After the first answer all code is loaded, so further growth comes from the load.
  await readAll(line.session, {});
  await pause(500);
  const idle = resident(line.pid);
  const peak = await peakDuring(line.pid, load(line.session));
  await line.end();
  return { idle, peak };
};

const LOADS = [
  { name: 'under 64 streams', load: manyStreams },
  { name: '1 GiB against a paused reader', load: pausedReader },
] as const;

/** Resident memory of the host, idle and under load, each in a new process. */
export const measureHostMemory = async (ollama: string, rounds: number): Promise<Row[]> => {
  const testEnv = await createTestEnv(ollama);
  const idle: number[] = [];
  const rows: Row[] = [];
  for (const { name, load } of LOADS) {
    const states: State[] = [];
    for (let round = 0; round < rounds; round += 1) states.push(await observe(testEnv, ollama, load));
    idle.push(...states.map((state) => state.idle));
    const before = median(states.map((state) => state.idle));
    const peak = median(states.map((state) => state.peak));
    const what = { name: `Host memory, ${name}`, unit: 'MiB', targets: [atMost(1.3, 'idle')] };
    rows.push(createRow(what, { turnkey: peak, against: { idle: before } }));
    const growth = { name: `Host memory, ${name}: growth`, unit: 'MiB', targets: [atMost(16)] };
    rows.push(createRow(growth, { turnkey: peak - before }));
  }
  await testEnv.dispose();
  const what = { name: 'Host memory, idle', unit: 'MiB', targets: [atMost(60)] };
  return [createRow(what, { turnkey: median(idle) }), ...rows];
};
