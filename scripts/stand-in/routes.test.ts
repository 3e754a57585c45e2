import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routes } from './routes.ts';

const known = JSON.parse(
  readFileSync(new URL('../../shared/operations/ollama-routes.json', import.meta.url), 'utf8'),
) as Record<string, { routes: string[] }>;

test('the routes are those of Ollama 0.35, except for Codex', () => {
  const wanted = known['0.35.0']?.routes.filter((route) => !route.includes('/api/codex'));
  expect(Object.keys(routes).toSorted()).toEqual(wanted?.toSorted());
});
