import type { Page } from 'puppeteer';
import type { BenchPage, WayName } from '../client/page.ts';

declare const bench: BenchPage;

export const WAYS: readonly WayName[] = ['direct', 'floor', 'turnkey', 'native'];

/** Runs one measurement of the page over one connection. */
export type Measure = (page: Page, way: WayName) => Promise<number[]>;

export const firstToken: Measure = async (page, way) => [
  await page.evaluate((name) => bench.measures.firstToken(bench.ways[name]), way),
];

export const delays =
  (tokens: number, rate: number): Measure =>
  (page, way) =>
    page.evaluate(
      (name, ...of) => bench.measures.delays(bench.ways[name], ...of, bench.skew),
      way,
      tokens,
      rate,
    );

export const flood =
  (tokens: number, streams: number, perWrite = 1): Measure =>
  async (page, way) => [
    await page.evaluate(
      (name, ...of) => bench.measures.flood(bench.ways[name], ...of),
      way,
      tokens,
      streams,
      perWrite,
    ),
  ];

export const embedding =
  (bytes: number): Measure =>
  async (page, way) => [
    await page.evaluate((name, size) => bench.measures.embedding(bench.ways[name], size), way, bytes),
  ];

export const upload =
  (bytes: number): Measure =>
  async (page, way) => [
    await page.evaluate((name, size) => bench.measures.upload(bench.ways[name], size), way, bytes),
  ];

/** Samples of every connection, taken in turns, so that other load on the machine affects all of them. */
export const interleave = async (
  page: Page,
  measure: Measure,
  rounds: number,
  ways: readonly WayName[] = WAYS,
): Promise<Record<WayName, number[]>> => {
  const samples: Record<WayName, number[]> = { direct: [], floor: [], turnkey: [], native: [] };
  // Warm up first: connections are open and code is compiled.
  for (const way of ways) await measure(page, way);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      const way = ways[(round + turn) % ways.length] as WayName;
      samples[way].push(...(await measure(page, way)));
    }
  }
  return samples;
};
