import { expect, test } from 'vitest';
import { isScope } from '../access/scopes.ts';
import routes from './ollama-routes.json' with { type: 'json' };
import { OPERATIONS } from './operations.ts';

const key = (method: string, path: string) => `${method} ${path}`;
const classed = OPERATIONS.flatMap(({ methods, path }) => methods.map((method) => key(method, path)));

for (const [version, list] of Object.entries(routes)) {
  test(`T1: every route of Ollama ${version} has a class`, () => {
    expect(list.filter((route) => !classed.includes(route))).toEqual([]);
  });
}

test('the table has no route that no Ollama has', () => {
  const known = Object.values(routes).flat();
  expect(classed.filter((route) => !known.includes(route))).toEqual([]);
});

test('names are unique and every class is a scope or never', () => {
  const names = OPERATIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { scope } of OPERATIONS) expect(scope === 'never' || isScope(scope)).toBe(true);
});

test('T2: whatever takes a JSON body and runs or touches a model says where its name stands', () => {
  const silent = OPERATIONS.filter(
    ({ scope, models, modelOptional }) =>
      ['infer', 'embed', 'manage'].includes(scope) && models.length === 0 && !modelOptional,
  );
  expect(silent).toEqual([]);
});
