import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import type { AdminRoute } from '../../native-host/http/admin/route.ts';
import { ADMIN_ROUTES, API_ROOT } from '../../native-host/http/admin/routes.ts';
import * as schemas from '../../shared/admin-api/schemas.ts';
import { VERSION } from '../../shared/version.ts';

/** The named schemas of the document. */
const DEFINITIONS = { Key: schemas.key, NewKey: schemas.newKey, KeyChange: schemas.keyChange };

const options = {
  target: 'draft-2020-12',
  overrideRef: ({ referenceId }: { readonly referenceId: string }) => `#/components/schemas/${referenceId}`,
} as const;

const schemaOf = (schema: GenericSchema): JsonSchema => {
  const { $schema: _, $defs: __, ...rest } = toJsonSchema(schema, { ...options, definitions: DEFINITIONS });
  return rest;
};

/** A named schema itself, and not a reference to it. */
const definitionOf = (schema: GenericSchema): JsonSchema => {
  const { $schema: _, ...rest } = toJsonSchema(schema, options);
  return rest;
};

const json = (schema: JsonSchema) => ({ 'application/json': { schema } });

const error = (description: string) => ({
  description,
  content: json({ $ref: '#/components/schemas/Error' }),
});

const parameters = ({ path, query }: AdminRoute) => {
  const { properties = {} } = query ? schemaOf(query) : {};
  const inQuery = Object.entries(properties as Record<string, JsonSchema>).map(([name, schema]) => ({
    ...{ name, in: 'query', required: false, schema },
  }));
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  return [...(path.includes('{id}') ? [id] : []), ...inQuery];
};

const operation = (route: AdminRoute) => {
  const { name, summary, body, result, status = result ? 200 : 204, path } = route;
  const done = result ? { description: 'Done', content: json(schemaOf(result)) } : { description: 'Done' };
  return {
    operationId: name,
    summary,
    tags: [path.split('/')[1]],
    parameters: parameters(route),
    ...(body && { requestBody: { required: true, content: json(schemaOf(body)) } }),
    responses: {
      [status]: done,
      ...(body || route.query ? { 400: error('A parameter is not valid') } : {}),
      401: error('The key is missing or not in force'),
      403: error('The key is not an admin key, or a website called'),
      ...(path.includes('{id}') ? { 404: error('It does not exist') } : {}),
      503: error('The store cannot be used at the moment'),
    },
  };
};

/** The OpenAPI document of the admin API, from the table of its routes. */
export const openApi = () => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of ADMIN_ROUTES) {
    const path = `${API_ROOT}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ollama Turnkey admin API',
      version: VERSION,
      description: 'Keys, usage, running requests, upstreams and the audit of `ollama-turnkey serve`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    // Relative to this document, which is served beside the routes.
    servers: [{ url: '/' }],
    security: [{ adminKey: [] }],
    paths,
    components: {
      securitySchemes: {
        adminKey: { type: 'http', scheme: 'bearer', description: 'A key from `ollama-turnkey api-key`' },
      },
      schemas: {
        ...Object.fromEntries(
          Object.entries(DEFINITIONS).map(([name, schema]) => [name, definitionOf(schema)]),
        ),
        Error: {
          type: 'object',
          required: ['error', 'code'],
          properties: {
            error: { type: 'string', description: 'What happened' },
            code: { type: 'string', description: 'A stable code' },
            help: { type: 'string', description: 'What to do' },
          },
        },
      },
    },
  };
};

/** The file of the document, which `serve` serves. */
export const OPEN_API_FILE = new URL('../../native-host/http/admin/openapi.json', import.meta.url);

export const openApiText = (): string => `${JSON.stringify(openApi(), null, 2)}\n`;
