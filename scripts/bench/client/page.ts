import { createTurnkey } from '../../../extension/sdk/index.ts';
import { now } from '../clock.ts';
import { floorWay } from './floor-way.ts';
import * as measures from './measures.ts';
import { fetchWay, type Way } from './way.ts';

export type WayName = 'direct' | 'floor' | 'turnkey' | 'native';

const companion = createTurnkey({ transport: 'companion' });
const native = createTurnkey({ transport: 'native' });
let floor: ReturnType<typeof floorWay> | undefined;

/** How far the server's clock is ahead of this page's, in milliseconds. 0 unless a response shows more. */
const clockSkew = async (base: string): Promise<number> => {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round += 1) {
    const asked = now();
    const there = Number(await (await fetch(`${base}/clock`)).text());
    low = Math.max(low, there - now());
    high = Math.min(high, there - asked);
  }
  return low <= 0 && high >= 0 ? 0 : (low + high) / 2;
};

/** The functions of this page that the bench calls. */
export interface BenchPage {
  readonly turnkey: typeof companion;
  readonly measures: typeof measures;
  ways: Record<WayName, Way>;
  skew: number;
  ready(base: string, floor: string): Promise<void>;
  /** Closes a connection, as if it had been idle for a while. The next use opens it again. */
  close(way: WayName): void;
}

const bench: BenchPage = {
  turnkey: companion,
  measures,
  ways: {} as Record<WayName, Way>,
  skew: 0,
  async ready(base, floorExtension) {
    floor = floorWay(floorExtension, base);
    bench.ways = {
      direct: fetchWay(globalThis.fetch.bind(globalThis), base),
      floor: floor.way,
      turnkey: fetchWay(companion.fetch, base),
      native: fetchWay(native.fetch, base),
    };
    bench.skew = await clockSkew(base);
  },
  close(way) {
    ({ direct: undefined, floor, turnkey: companion, native })[way]?.close();
  },
};
Object.assign(globalThis, { bench });
