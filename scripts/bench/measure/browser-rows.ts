import type { Page } from 'puppeteer';
import type { WayName } from '../client/page.ts';
import { atLeast, atMost, createRow, type Row, type Target } from '../report/row.ts';
import { median, p99 } from '../report/statistics.ts';
import { delays, embedding, firstToken, flood, interleave, type Measure, upload, WAYS } from './in-page.ts';

/** A measurement over every connection, and the rows that its samples give. */
interface Measurement {
  readonly name: string;
  readonly measure: Measure;
  /** The number of rounds of a full run and of a quick one. */
  readonly rounds: readonly [full: number, quick: number];
  readonly rows: readonly {
    readonly name: string;
    readonly unit: string;
    readonly of: (samples: readonly number[]) => number;
    readonly targets?: readonly Target[];
  }[];
}

const MB = 1_000_000;
const FLOOD = 50_000;
const STREAMED = 51_200;

const perSecond = (tokens: number) => (samples: readonly number[]) => (tokens / median(samples)) * 1000;

const streams = (count: number): Measurement => ({
  name: `${count} streams`,
  measure: flood(STREAMED, count),
  rounds: [5, 2],
  rows: [
    {
      name: count === 1 ? '1 stream' : `${count} streams at once`,
      unit: 'tokens/s',
      of: perSecond(STREAMED),
      targets: [atLeast(1.3, 'direct')],
    },
  ],
});

/** The measurements in the browser, with their targets. */
const MEASUREMENTS: readonly Measurement[] = [
  {
    name: 'first token',
    measure: firstToken,
    rounds: [100, 20],
    rows: [
      {
        name: 'First token, median',
        unit: 'ms',
        of: median,
        targets: [atMost(0.7, 'direct'), atMost(1.25, 'floor')],
      },
      { name: 'First token, p99', unit: 'ms', of: p99 },
    ],
  },
  {
    name: 'delay',
    measure: delays(400, 200),
    rounds: [5, 1],
    rows: [
      { name: 'Delay of a token at 200/s, median', unit: 'ms', of: median, targets: [atMost(1.25, 'floor')] },
      { name: 'Delay of a token at 200/s, p99', unit: 'ms', of: p99, targets: [atMost(1.25, 'floor')] },
    ],
  },
  {
    name: 'tokens',
    measure: flood(FLOOD, 1),
    rounds: [5, 2],
    rows: [
      {
        name: '50,000 tokens, unpaced',
        unit: 'tokens/s',
        of: perSecond(FLOOD),
        targets: [atLeast(1.3, 'direct')],
      },
    ],
  },
  {
    name: 'written together',
    measure: flood(FLOOD, 1, 500),
    rounds: [5, 2],
    rows: [{ name: '50,000 tokens, 500 in each write', unit: 'tokens/s', of: perSecond(FLOOD) }],
  },
  streams(1),
  streams(8),
  streams(64),
  {
    name: 'embedding',
    measure: embedding(10 * MB),
    rounds: [5, 2],
    rows: [{ name: 'Embedding reply of 10 MB', unit: 'ms', of: median, targets: [atMost(2, 'direct')] }],
  },
  {
    name: 'upload',
    measure: upload(30 * MB),
    rounds: [5, 2],
    rows: [
      { name: 'Request with 30 MB of images', unit: 'ms', of: median, targets: [atMost(1.2, 'direct')] },
    ],
  },
];

interface Options {
  readonly page: Page;
  readonly quick: boolean;
  /** Whether to run the measurement with this name. */
  wanted(name: string): boolean;
  report(line: string): void;
}

/** Runs the measurements in the browser. */
export const measureInBrowser = async ({ page, quick, wanted, report }: Options): Promise<Row[]> => {
  const found: Row[] = [];
  for (const { name, measure, rounds, rows } of MEASUREMENTS) {
    if (!wanted(name)) continue;
    report(`${name}…`);
    const samples = await interleave(page, measure, rounds[quick ? 1 : 0]);
    for (const row of rows) {
      const values = Object.fromEntries(WAYS.map((way) => [way, row.of(samples[way])]));
      found.push(createRow(row, values as Record<WayName, number>));
    }
  }
  return found;
};
