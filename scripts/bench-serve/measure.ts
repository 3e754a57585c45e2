import { atLeast, atMost, createRow, type Row, type Target } from '../bench/report/row.ts';
import { median, p99 } from '../bench/report/statistics.ts';
import { type Contender, OURS, PASTED, TUNED } from './contenders.ts';
import { growthDuring } from './peak-memory.ts';
import { shortChat, streamedChat, upload, version } from './requests.ts';
import type { Load } from './start-forked.ts';
import { hasWrk, rateByWrk } from './wrk.ts';

interface Setup {
  readonly load: Load;
  readonly contenders: readonly Contender[];
  readonly quick: boolean;
  report(line: string): void;
}

const CONNECTIONS = 32;
const STREAMS = 200;
const TOKENS_PER_SECOND = 20;
const GIB = 2 ** 30;

type Figures = Map<string, number[]>;

/** Runs every contender once per round, in a changing order, so that other load on the machine affects all of them. */
const inTurns = async (
  { contenders, report }: Setup,
  what: string,
  rounds: number,
  run: (contender: Contender) => Promise<readonly number[]>,
): Promise<Figures> => {
  const figures: Figures = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    report(`${what}, round ${round + 1} of ${rounds}`);
    const order = contenders.map((_, at) => contenders[(at + round) % contenders.length] as Contender);
    for (const contender of order) figures.get(contender.name)?.push(...(await run(contender)));
  }
  return figures;
};

const row = (
  name: string,
  unit: string,
  figures: Figures,
  reduce: (figures: readonly number[]) => number,
  /** What is compared with nginx as people paste it, of which the best counts. */
  target: ((best: string) => Target) | undefined,
  better: 'more' | 'less',
  more: readonly Target[] = [],
): Row => {
  const values = [...figures].map(([who, list]) => [who, reduce(list)] as const);
  const turnkey = values.find(([who]) => who === OURS)?.[1] ?? Number.NaN;
  const others = values.filter(([who]) => who !== OURS);
  const against = Object.fromEntries(others);
  const best = others
    .filter(([who]) => PASTED.includes(who))
    .sort(([, a], [, b]) => (better === 'more' ? b - a : a - b))[0]?.[0];
  const targets = [...(target && best !== undefined ? [target(best)] : []), ...more];
  return createRow({ name, unit, targets }, { turnkey, against });
};

/** Measures requests per second and the time to the first byte. Needs the minimal upstream. */
export const measureRequests = async (setup: Setup): Promise<readonly Row[]> => {
  const { load, quick } = setup;
  const rounds = quick ? 1 : 5;
  const isByWrk = hasWrk();
  if (!isByWrk) setup.report('wrk is not there: the load comes from Node, which is a bottleneck.');
  const rate = (what: string, request: (key: string) => string, times = rounds, ms = quick ? 1_000 : 2_000) =>
    inTurns(setup, what, times, ({ url, header }) => {
      const work = { url, request: request(header), connections: CONNECTIONS, ms };
      return isByWrk ? rateByWrk(work) : load.run({ kind: 'rate', ...work });
    });
  await rate('warming up', shortChat, 1, quick ? 1_000 : 4_000);
  const versions = await rate('small answers', version);
  const chats = await rate('short chats', shortChat);
  const first = await inTurns(setup, 'first byte', rounds, ({ url, header }) =>
    load.run({ kind: 'first-byte', url, request: shortChat(header), count: quick ? 50 : 400 }),
  );
  const faster = (best: string) => atLeast(1.3, best);
  const tuned = setup.contenders.some(({ name }) => name === TUNED) ? [atLeast(0.6, TUNED)] : [];
  return [
    row('GET /api/version, 32 at once', 'requests/s', versions, median, faster, 'more'),
    row('POST /api/chat, a short answer, 32 at once', 'requests/s', chats, median, faster, 'more', tuned),
    row(
      'POST /api/chat, time to the first byte, median',
      'ms',
      first,
      median,
      (best) => atMost(1, best),
      'less',
    ),
    row('POST /api/chat, time to the first byte, p99', 'ms', first, p99, undefined, 'less'),
  ];
};

/** Measures the delay of tokens and the cost of a large body. Needs the bench's Ollama. */
export const measureStreams = async (setup: Setup): Promise<readonly Row[]> => {
  const { load, quick } = setup;
  const tokens = quick ? 20 : 60;
  const delays = await inTurns(setup, `${STREAMS} streams`, quick ? 1 : 2, ({ url, header }) =>
    load.run({
      kind: 'streams',
      url,
      request: streamedChat(header, tokens, TOKENS_PER_SECOND),
      streams: STREAMS,
    }),
  );
  const name = `${STREAMS} streams of ${TOKENS_PER_SECOND} tokens/s: delay of each token`;
  const rows = [
    row(`${name}, p50`, 'ms', delays, median, undefined, 'less'),
    row(`${name}, p99`, 'ms', delays, p99, (best) => atMost(1.5, best), 'less'),
  ];
  const bytes = quick ? GIB / 16 : GIB;
  const speeds: Figures = new Map();
  const growths: Figures = new Map();
  const refused: string[] = [];
  for (const { name: who, pid, url, header } of setup.contenders) {
    setup.report(`upload, ${who}`);
    const { value, growth } = await growthDuring(pid, () =>
      load.run({ kind: 'upload', url, head: upload(header, bytes), bytes }),
    );
    const [status, speed = 0] = value;
    if (status !== 200) refused.push(`${who}: ${status}`);
    else {
      speeds.set(who, [speed]);
      growths.set(who, [growth]);
    }
  }
  const note = refused.length > 0 ? { note: `refused by ${refused.join(', ')}` } : {};
  const size = `${bytes / 2 ** 20} MiB uploaded`;
  return [
    ...rows,
    { ...row(`${size}: memory grows by`, 'MiB', growths, median, () => atMost(64), 'less'), ...note },
    { ...row(`${size}: speed`, 'MiB/s', speeds, median, undefined, 'more'), ...note },
  ];
};
