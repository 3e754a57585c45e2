import { fold } from './field-names.ts';

const isWebSearch = (tool: unknown): boolean =>
  typeof tool === 'object' &&
  tool !== null &&
  Object.entries(tool).some(
    ([name, value]) => fold(name) === 'type' && typeof value === 'string' && /^\s*web_search/i.test(value),
  );

/** Whether a list of tools has one with which Ollama itself searches the web (`web_search`, `web_search_20250305`). */
export const hasWebSearch = (tools: unknown): boolean => Array.isArray(tools) && tools.some(isWebSearch);
