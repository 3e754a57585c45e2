import type { Scope } from '../access/scopes.ts';

/** How a request body is read: JSON is parsed and rebuilt, a form and a blob pass as bytes. */
export type BodyKind = 'none' | 'json' | 'form' | 'blob';

/** Whose error shape a route answers with. */
export type Dialect = 'ollama' | 'openai' | 'anthropic';

/** A field whose content calls for a scope beside the operation's own. */
export interface Extra {
  readonly field: string;
  readonly scope: Scope;
  /** `text`: it names something at all; `web-search`: it lists a tool with which Ollama itself searches the web. */
  readonly when: 'text' | 'web-search';
}

/** One thing that Ollama can do: what is asked for, who may ask, and where its model names stand. */
export interface Operation {
  readonly name: string;
  readonly methods: readonly string[];
  /** Path with `:parameters`, as Ollama registers it. One that ends in `/*` stands for all paths that begin so. */
  readonly path: string;
  /** What a grant needs; `never`: relayed for nobody. */
  readonly scope: Scope | 'never';
  readonly body: BodyKind;
  /** Fields of a JSON body, or the path parameter, that name a model. All of them are checked. */
  readonly models: readonly string[];
  /** Of `models`, those that Ollama fetches from a registry or sends to one. */
  readonly registry?: readonly string[];
  /** Fields that name blobs: file names, each with a digest. */
  readonly digests?: readonly string[];
  readonly extra?: readonly Extra[];
  /** Queries that clients are known to add and Ollama does not read. They are not sent on. */
  readonly queries?: readonly string[];
  /** True where a request without any model is meant: otherwise no model resolved means denied. */
  readonly modelOptional?: true;
  /** Where the answer lists models: the field that holds them, and the one that names each. It is filtered to those of the grant. */
  readonly listing?: { readonly field: string; readonly name: string };
  /** The first version of Ollama that has it, where v0.24.0 does not. */
  readonly since?: string;
  /** The first version of Ollama that no longer has it. It is relayed all the same: older versions answer it. */
  readonly removed?: string;
}

const GET = ['GET'];
const GET_HEAD = ['GET', 'HEAD'];
const POST = ['POST'];
/** Of a handler that reads the method itself. */
const ANY = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const at = (
  name: string,
  methods: readonly string[],
  path: string,
  scope: Operation['scope'],
  rest: Partial<Operation> = {},
): Operation => ({
  name,
  methods,
  path,
  scope,
  body: methods === POST ? 'json' : 'none',
  models: [],
  ...rest,
});

const NATIVE_LISTING = { field: 'models', name: 'name' };
const model = ['model'];
/** Ollama still reads the older `name` beside `model` (api/types.go). */
const modelOrName = ['model', 'name'];

/**
 * Ollama runs a tool of this kind itself, by ollama.com and on the user's account, also for a local model
 * (server/cloud_proxy.go, middleware/anthropic.go and openai.go).
 */
const webSearch: readonly Extra[] = [{ field: 'tools', scope: 'web', when: 'web-search' }];
/** With a remote host a new name stands for a model that runs there (server/create.go). */
const remoteHost: readonly Extra[] = [{ field: 'remote_host', scope: 'cloud', when: 'text' }];

/**
 * Every route of Ollama: those of v0.24.0 and of v0.33.0-rc2 (server/routes.go), and what is known of newer versions
 * (ollama-routes.json says from where). What is not here is never sent to Ollama. The documentation and the permission
 * pages are made from this table.
 */
export const OPERATIONS: readonly Operation[] = [
  at('root', GET_HEAD, '/', 'read'),
  at('version', GET_HEAD, '/api/version', 'read'),
  at('status', GET, '/api/status', 'read'),
  at('tags', GET_HEAD, '/api/tags', 'read', { listing: NATIVE_LISTING }),
  at('show', POST, '/api/show', 'read', { models: modelOrName }),
  at('ps', GET, '/api/ps', 'read', { listing: NATIVE_LISTING }),
  at('recommendations', GET, '/api/experimental/model-recommendations', 'read', {
    listing: { field: 'recommendations', name: 'model' },
  }),
  at('openai-models', GET, '/v1/models', 'read', { listing: { field: 'data', name: 'id' } }),
  at('openai-model', GET, '/v1/models/:model', 'read', { models: model }),

  at('generate', POST, '/api/generate', 'infer', { models: model }),
  at('chat', POST, '/api/chat', 'infer', { models: model }),
  at('openai-chat', POST, '/v1/chat/completions', 'infer', { models: model }),
  at('openai-completions', POST, '/v1/completions', 'infer', { models: model }),
  at('openai-responses', POST, '/v1/responses', 'infer', {
    models: model,
    extra: webSearch,
  }),
  at('anthropic-messages', POST, '/v1/messages', 'infer', {
    models: model,
    extra: webSearch,
    queries: ['beta=true'],
  }),
  at('transcribe', POST, '/v1/audio/transcriptions', 'infer', {
    body: 'form',
    models: model,
  }),
  at('decide', POST, '/v1/systemone', 'infer', { models: model, since: '0.35.0' }),
  at('image-generate', POST, '/v1/images/generations', 'infer', { models: model, removed: '0.32.6' }),
  at('image-edit', POST, '/v1/images/edits', 'infer', { models: model, removed: '0.32.6' }),

  at('embed', POST, '/api/embed', 'embed', { models: model }),
  at('embeddings', POST, '/api/embeddings', 'embed', { models: model }),
  at('openai-embeddings', POST, '/v1/embeddings', 'embed', { models: model }),

  at('pull', POST, '/api/pull', 'manage', { models: modelOrName, registry: modelOrName }),
  at('push', POST, '/api/push', 'manage', { models: modelOrName, registry: modelOrName }),
  at('create', POST, '/api/create', 'manage', {
    models: ['model', 'name', 'from'],
    registry: ['from'],
    digests: ['files', 'adapters', 'draft_files'],
    extra: remoteHost,
  }),
  at('copy', POST, '/api/copy', 'manage', { models: ['source', 'destination'] }),
  at('delete', ['DELETE'], '/api/delete', 'manage', { body: 'json', models: modelOrName }),
  at('blob-exists', ['HEAD'], '/api/blobs/:digest', 'manage', { modelOptional: true }),
  at('blob-create', POST, '/api/blobs/:digest', 'manage', { body: 'blob', modelOptional: true }),

  at('web-search', POST, '/api/experimental/web_search', 'web', { modelOptional: true }),
  at('web-fetch', POST, '/api/experimental/web_fetch', 'web', { modelOptional: true }),

  at('account', POST, '/api/me', 'never'),
  at('sign-out', POST, '/api/signout', 'never'),
  at('remove-user-key', ['DELETE'], '/api/user/keys/:encodedKey', 'never'),
  // It passes on to chatgpt.com and api.openai.com, with the caller's headers, whatever names no model of Ollama.
  at('codex', ANY, '/api/codex/*', 'never', { since: '0.34.0' }),
];
