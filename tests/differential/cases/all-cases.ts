import type { Case } from '../case.ts';
import { brokenCases } from './broken.ts';
import { downCases } from './down.ts';
import { fetchCases } from './fetch.ts';
import { ollamaCases } from './ollama.ts';
import { openaiCases } from './openai.ts';

const of = (client: string, cases: readonly Case[]): readonly Case[] =>
  cases.map((each) => ({ ...each, name: `${client}: ${each.name}` }));

/** Every case under the name by which the page runs it. */
export const CASES: readonly Case[] = [
  ...of('ollama', ollamaCases),
  ...of('openai', openaiCases),
  ...of('fetch', fetchCases),
  ...of('broken', brokenCases),
];

/** Those that need a server that is not there. */
export const DOWN: readonly Case[] = of('down', downCases);
