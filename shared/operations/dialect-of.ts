import type { Dialect } from './operations.ts';

/** In whose words to answer a path, whether it is a route or not. */
export const dialectOf = (path: string): Dialect => {
  if (path.startsWith('/v1/messages')) return 'anthropic';
  return path.startsWith('/v1/') ? 'openai' : 'ollama';
};
