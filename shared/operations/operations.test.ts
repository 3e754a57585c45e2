import { expect, test } from 'vitest';
import { isScope } from '../access/scopes.ts';
import routes from './ollama-routes.json' with { type: 'json' };
import { OPERATIONS, type Operation } from './operations.ts';

type Version = keyof typeof routes;

const key = (method: string, path: string) => `${method} ${path}`;
/** The keys of an operation in the list of routes, where a handler that checks the method itself has `ANY`. */
const keysOf = ({ methods, path }: Operation) =>
  path.endsWith('/*') ? [key('ANY', path)] : methods.map((method) => key(method, path));
const classed = OPERATIONS.flatMap(keysOf);
/** Newest first, as in the file. */
const VERSIONS = Object.keys(routes) as Version[];

for (const version of VERSIONS) {
  test(`T1: every route of Ollama ${version} is classified`, () => {
    expect(routes[version].routes.filter((route) => !classed.includes(route))).toEqual([]);
  });
}

test('every route of the table exists in some version of Ollama', () => {
  const known = VERSIONS.flatMap((version) => routes[version].routes);
  expect(classed.filter((route) => !known.includes(route))).toEqual([]);
});

const isBefore = (version: string, other: string) =>
  version.localeCompare(other, 'en', { numeric: true }) < 0;

test.each(OPERATIONS)(
  '$name is in the route lists of the versions that `since` and `removed` name',
  (operation) => {
    const { since, removed } = operation;
    const has = VERSIONS.filter((version) => {
      const list: readonly string[] = routes[version].routes;
      return keysOf(operation).every((route) => list.includes(route));
    });
    expect(has).toEqual(
      VERSIONS.filter(
        (version) =>
          !(since !== undefined && isBefore(version, since)) &&
          (removed === undefined || isBefore(version, removed)),
      ),
    );
  },
);

test('a path below a prefix is never relayed, because it is not parsed', () => {
  const prefixed = OPERATIONS.filter(({ path }) => path.includes('*'));
  expect(prefixed.map(({ path, scope }) => [path, scope])).toEqual([['/api/codex/*', 'never']]);
});

test('names are unique, and every scope is valid or never', () => {
  const names = OPERATIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { scope } of OPERATIONS) expect(scope === 'never' || isScope(scope)).toBe(true);
});

test('T2: every operation with a JSON body that uses a model names the fields of the model', () => {
  const silent = OPERATIONS.filter(
    ({ scope, models, modelOptional }) =>
      ['infer', 'embed', 'manage'].includes(scope) && models.length === 0 && !modelOptional,
  );
  expect(silent).toEqual([]);
});
