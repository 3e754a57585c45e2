import type { Scope } from '../access/scopes.ts';

/** How a request body is read. JSON is parsed and rebuilt; a form and a blob are passed on as bytes. */
export type BodyKind = 'none' | 'json' | 'form' | 'blob';

/** The API whose error format a route uses. */
export type Dialect = 'ollama' | 'openai' | 'anthropic';

/** A field whose value requires another scope in addition to that of the operation. */
export interface Extra {
  readonly field: string;
  readonly scope: Scope;
  /** `text`: the field is not empty; `web-search`: it contains a tool with which Ollama itself searches the web. */
  readonly when: 'text' | 'web-search';
  /** True if a request without that scope is sent without what needs it. Otherwise it is refused. */
  readonly droppable?: true;
}

/** One operation of Ollama: its route, the scope that it requires, and the fields that name models. */
export interface Operation {
  readonly name: string;
  readonly methods: readonly string[];
  /** The path with `:parameters`, as Ollama registers it. A path that ends in `/*` matches everything below it. */
  readonly path: string;
  /** The scope that a grant needs; `never`: not relayed for anyone. */
  readonly scope: Scope | 'never';
  readonly body: BodyKind;
  /** The fields of a JSON body, or the path parameter, that name models. All of them are checked. */
  readonly models: readonly string[];
  /** Those of `models` that Ollama downloads from a registry or uploads to one. */
  readonly registry?: readonly string[];
  /** Fields that map file names to the digests of blobs. */
  readonly digests?: readonly string[];
  readonly extra?: readonly Extra[];
  /** Queries that clients are known to add and that Ollama ignores. They are not sent to Ollama. */
  readonly queries?: readonly string[];
  /** True if the request need not name a model. Otherwise a request without a model is denied. */
  readonly modelOptional?: true;
  /** For a response that lists models, which is filtered by the grant: the field of the list, and that of each name. */
  readonly listing?: {
    readonly field: string;
    readonly name: string;
    /** Whether other names of the models are listed too: a list of what can be requested. */
    readonly withAliases?: true;
  };
  /** How the tokens of a stream are counted; absent for an operation without tokens, or that never streams. */
  readonly tokens?: {
    /** A stream reports its tokens only if `stream_options.include_usage` asks for them. */
    readonly onRequest?: true;
    /** The text that each piece of output has in a stream, outside of JSON strings, for streams that are left early. */
    readonly piece: string;
  };
  /** The first version of Ollama that has this route, if v0.24.0 does not. */
  readonly since?: string;
  /** The first version of Ollama without this route. It is still relayed, for older versions. */
  readonly removed?: string;
}

const GET = ['GET'];
const GET_HEAD = ['GET', 'HEAD'];
const POST = ['POST'];
/** The methods of a handler that checks the method itself. */
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
const NATIVE_TOKENS = { piece: '"done":false' } as const;
const OPENAI_TOKENS = { onRequest: true, piece: '"finish_reason":null' } as const;
/**
 * Ollama still accepts the older field `name`.
 * https://github.com/ollama/ollama/blob/v0.24.0/api/types.go
 */
const modelOrName = ['model', 'name'];

/**
 * Ollama runs this kind of tool itself through ollama.com, on the user's account, even for a local model.
 * https://github.com/ollama/ollama/blob/v0.24.0/server/cloud_proxy.go
 * https://github.com/ollama/ollama/blob/v0.24.0/middleware/anthropic.go
 * https://github.com/ollama/ollama/blob/v0.24.0/middleware/openai.go
 */
const webSearch: Extra = { field: 'tools', scope: 'web', when: 'web-search' };
/**
 * A model created with a remote host runs on that host.
 * https://github.com/ollama/ollama/blob/v0.24.0/server/create.go
 */
const remoteHost: readonly Extra[] = [{ field: 'remote_host', scope: 'cloud', when: 'text' }];

/**
 * All routes of Ollama v0.24.0 and v0.33.0-rc2, and the known routes of newer versions (ollama-routes.json has the
 * sources). A request that is not in this table is never sent to Ollama. The documentation is generated from it.
 * https://github.com/ollama/ollama/blob/v0.24.0/server/routes.go
 * https://github.com/ollama/ollama/blob/v0.33.0-rc2/server/routes.go
 */
export const OPERATIONS: readonly Operation[] = [
  at('root', GET_HEAD, '/', 'read'),
  at('version', GET_HEAD, '/api/version', 'read'),
  at('status', GET, '/api/status', 'read'),
  at('tags', GET_HEAD, '/api/tags', 'read', { listing: { ...NATIVE_LISTING, withAliases: true } }),
  at('show', POST, '/api/show', 'read', { models: modelOrName }),
  at('ps', GET, '/api/ps', 'read', { listing: NATIVE_LISTING }),
  at('recommendations', GET, '/api/experimental/model-recommendations', 'read', {
    listing: { field: 'recommendations', name: 'model' },
  }),
  at('openai-models', GET, '/v1/models', 'read', {
    listing: { field: 'data', name: 'id', withAliases: true },
  }),
  at('openai-model', GET, '/v1/models/:model', 'read', { models: model }),

  at('generate', POST, '/api/generate', 'infer', { models: model, tokens: NATIVE_TOKENS }),
  at('chat', POST, '/api/chat', 'infer', { models: model, tokens: NATIVE_TOKENS }),
  at('openai-chat', POST, '/v1/chat/completions', 'infer', { models: model, tokens: OPENAI_TOKENS }),
  at('openai-completions', POST, '/v1/completions', 'infer', { models: model, tokens: OPENAI_TOKENS }),
  at('openai-responses', POST, '/v1/responses', 'infer', {
    models: model,
    tokens: { piece: '.delta\ndata: ' },
    // Codex adds this tool to every request. Ollama v0.24.0 does not search here, newer versions do.
    extra: [{ ...webSearch, droppable: true }],
  }),
  at('anthropic-messages', POST, '/v1/messages', 'infer', {
    models: model,
    tokens: { piece: '"type":"content_block_delta"' },
    extra: [webSearch],
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
  // Requests that name no model of Ollama are forwarded to chatgpt.com and api.openai.com with the caller's headers.
  at('codex', ANY, '/api/codex/*', 'never', { since: '0.34.0' }),
];
