import type { Case } from '../case.ts';
import { aiSdkOllamaCases, ollamaV2Cases, openaiCompatibleCases } from './ai-sdk.ts';
import { anthropicCases } from './anthropic.ts';
import { brokenCases } from './broken.ts';
import { downCases } from './down.ts';
import { fetchCases } from './fetch.ts';
import { langchainCases } from './langchain.ts';
import { llamaindexCases } from './llamaindex.ts';
import { ollamaCases } from './ollama.ts';
import { openaiCases } from './openai.ts';

const of = (client: string, cases: readonly Case[]): readonly Case[] =>
  cases.map((each) => ({ ...each, name: `${client}: ${each.name}` }));

/** Every case under the name by which the page runs it. */
export const CASES: readonly Case[] = [
  ...of('ollama', ollamaCases),
  ...of('openai', openaiCases),
  ...of('@langchain/ollama', langchainCases),
  ...of('ai, ai-sdk-ollama', aiSdkOllamaCases),
  ...of('ai, ollama-ai-provider-v2', ollamaV2Cases),
  ...of('ai, @ai-sdk/openai-compatible', openaiCompatibleCases),
  ...of('@anthropic-ai/sdk', anthropicCases),
  ...of('@llamaindex/ollama', llamaindexCases),
  ...of('fetch', fetchCases),
  ...of('broken', brokenCases),
];

/** Those that need a server that is not there. */
export const DOWN: readonly Case[] = of('down', downCases);
