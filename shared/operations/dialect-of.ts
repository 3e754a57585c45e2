import type { Dialect } from './operations.ts';

/** The error format for a path, whether it is a route or not. */
export const dialectOf = (path: string): Dialect => {
  if (path.startsWith('/v1/messages')) return 'anthropic';
  // Ollama registers this route without the OpenAI middleware: errors are `{"error": "…"}`, as on its native routes.
  if (path.startsWith('/v1/systemone')) return 'ollama';
  return path.startsWith('/v1/') ? 'openai' : 'ollama';
};
