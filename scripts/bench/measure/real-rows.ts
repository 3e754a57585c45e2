import { createBenchEnv } from '../bench-env.ts';
import type { BenchPage, WayName } from '../client/page.ts';
import { createRow, type Row } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { cool } from './cold-rows.ts';
import { interleave, type Measure } from './in-page.ts';

declare const bench: BenchPage;

const TOKENS = 30;

const firstModel = async (base: string): Promise<string | undefined> => {
  const { models } = (await (await fetch(`${base}/api/tags`)).json()) as { models: { name: string }[] };
  return models[0]?.name;
};

const realChat =
  (model: string): Measure =>
  (page, way) =>
    page.evaluate((name, ...of) => bench.measures.realChat(bench.ways[name], ...of), way, model, TOKENS);

const every = (samples: readonly number[], which: 0 | 1) => samples.filter((_, at) => at % 2 === which);

/**
 * First token, warm and cold, and time per token of a real Ollama, if there is one. The model stays loaded. Has no targets.
 */
export const measureReal = async (base: string, rounds: number): Promise<Row[]> => {
  const model = await firstModel(base);
  if (model === undefined) throw new Error(`The Ollama at ${base} has no model.`);
  const browserEnv = await createBenchEnv(base);
  try {
    const measure = realChat(model);
    const allowed = await measure(browserEnv.page, 'direct').then(
      () => true,
      () => false,
    );
    const others = ['floor', 'turnkey', 'native'] as const;
    const ways: readonly WayName[] = allowed ? ['direct', ...others] : others;
    const samples = await interleave(browserEnv.page, measure, rounds, ways);
    const note = allowed ? {} : { note: 'this Ollama refuses the extension directly' };
    const coldChat: Measure = async (page, way) => {
      await cool(browserEnv);
      return every(await measure(page, way), 0);
    };
    const cold = await interleave(browserEnv.page, coldChat, rounds, ways);
    const row = (name: string, of: (way: WayName) => readonly number[]) => {
      const values = Object.fromEntries(ways.map((way) => [way, median(of(way))]));
      return createRow(
        { name: `${model}: ${name}`, unit: 'ms' },
        { ...(values as Record<WayName, number>), ...note },
      );
    };
    return [
      row('first token', (way) => every(samples[way], 0)),
      row('first token, cold', (way) => cold[way]),
      row('from token to token', (way) => every(samples[way], 1)),
    ];
  } finally {
    await browserEnv.end();
  }
};
