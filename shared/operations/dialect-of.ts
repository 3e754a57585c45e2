import type { Dialect } from './operations.ts';

/** In whose words to answer a path, whether it is a route or not. */
export const dialectOf = (path: string): Dialect => {
  if (path.startsWith('/v1/messages')) return 'anthropic';
  // Ollama mounts its handler without the OpenAI middleware: errors are `{"error": "…"}`, as on its own routes.
  if (path.startsWith('/v1/systemone')) return 'ollama';
  return path.startsWith('/v1/') ? 'openai' : 'ollama';
};
