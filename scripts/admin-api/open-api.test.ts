import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { ADMIN_ROUTES, API_ROOT, findRoute } from '../../native-host/http/admin/routes.ts';
import { OPEN_API_FILE, openApi, openApiText } from './open-api.ts';

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(openApi());
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test('the document that is served is that of the routes', async () => {
  // A checkout may have other line ends.
  const text = (await readFile(OPEN_API_FILE, 'utf8')).replaceAll('\r\n', '\n');
  expect(text, 'Run: node scripts/doc-tables.ts').toBe(openApiText());
});

test('every operation of the document is a route, and every route is an operation', () => {
  const documented = Object.entries(openApi().paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(documented.sort()).toEqual(
    ADMIN_ROUTES.map(({ method, path }) => `${method} ${API_ROOT}${path}`).sort(),
  );
});

test('routes have different names, and each is found by its path', () => {
  expect(new Set(ADMIN_ROUTES.map(({ name }) => name)).size).toBe(ADMIN_ROUTES.length);
  for (const route of ADMIN_ROUTES) {
    const found = findRoute(route.method, `${API_ROOT}${route.path.replace('{id}', 'AbCd1234')}`);
    expect(found).toEqual({ route, id: route.path.includes('{id}') ? 'AbCd1234' : '' });
  }
});

test.each([
  '/admin/v1',
  '/admin/v1/',
  '/admin/v1/keys/',
  '/admin/v1/keys/a/b',
  '/admin/v1/constructor',
  '/admin/v1/keys/..',
])('%s is not a route', (path) => {
  expect(findRoute('GET', path)).toEqual({ allow: [] });
});
