import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'puppeteer';
import { COMPANION_ID_CHROMIUM } from '../../../shared/identity.ts';
import { findProcesses } from '../../../tests/e2e/find-process.ts';
import { findWorker } from '../../browser/find-worker.ts';
import type { BenchEnv } from '../bench-env.ts';
import type { BenchPage, WayName } from '../client/page.ts';
import { FLOOR_HOST } from '../floor/install-floor.ts';
import { atMost, createRow, type Row } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { firstToken, interleave, type Measure, WAYS } from './in-page.ts';

declare const bench: BenchPage;

const LOOK_MS = 20;

/** Milliseconds after the processes have ended, for the browser's own cleaning up. */
const SETTLE_MS = 150;

const until = async (isDone: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isDone())) await pause(LOOK_MS);
};

const stopWorker = async (browser: Browser, extension: string): Promise<void> => {
  await (await findWorker(browser, extension)?.worker())?.close();
  await until(() => findWorker(browser, extension) === undefined);
};

/** Stops what a quiet minute stops: the hosts, and the workers of the extensions between. */
export const cool = async ({ page, browser, testEnv, floor }: BenchEnv): Promise<void> => {
  await page.evaluate((ways) => {
    for (const way of ways) bench.close(way);
  }, WAYS);
  for (const extension of [COMPANION_ID_CHROMIUM, floor]) await stopWorker(browser, extension);
  for (const host of [`${testEnv.data}/host/`, FLOOR_HOST]) {
    await until(async () => (await findProcesses(host)).length === 0);
  }
  await pause(SETTLE_MS);
};

/**
 * The first token when nothing runs that the browser starts on demand: the worker of the companion and the host, or
 * those of the bare relay. Their files are in memory. Direct has nothing to start.
 */
export const measureCold = async (env: BenchEnv, rounds: number): Promise<Row> => {
  const cold: Measure = async (page, way) => {
    await cool(env);
    return firstToken(page, way);
  };
  const samples = await interleave(env.page, cold, rounds);
  const values = Object.fromEntries(WAYS.map((way) => [way, median(samples[way])]));
  const targets = [atMost(1.25, 'floor'), atMost(100)];
  return createRow(
    { name: 'First token, cold, median', unit: 'ms', targets },
    values as Record<WayName, number>,
  );
};
