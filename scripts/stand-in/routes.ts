import type { Handler } from './call.ts';
import type { Route } from './http/router.ts';
import { codexHealth, me, signout, webFetch, webSearch } from './native/account.ts';
import { createBlob, headBlob } from './native/blobs.ts';
import { chat } from './native/chat.ts';
import { copy, remove } from './native/copy-delete.ts';
import { create } from './native/create.ts';
import { embed, embeddings } from './native/embed.ts';
import { root, status, version } from './native/fixed.ts';
import { generate } from './native/generate.ts';
import { ps } from './native/ps.ts';
import { pull, push } from './native/pull-push.ts';
import { recommendations } from './native/recommendations.ts';
import { show } from './native/show.ts';
import { tags } from './native/tags.ts';
import { transcribe } from './v1/audio.ts';
import { chatCompletions } from './v1/chat-completions.ts';
import { completions } from './v1/completions.ts';
import { v1Embeddings } from './v1/embeddings.ts';
import { editImage, generateImage } from './v1/images.ts';
import { messages } from './v1/messages.ts';
import { listModels, retrieveModel } from './v1/models.ts';
import { responses } from './v1/responses.ts';
import { systemone } from './v1/systemone.ts';

const route = (method: string, path: string, handle: Handler): Route<Handler> => ({ method, path, handle });

/** Every route of Ollama 0.24.0, and what newer versions have besides. */
export const routes: readonly Route<Handler>[] = [
  route('HEAD', '/', root),
  route('GET', '/', root),
  route('HEAD', '/api/version', version),
  route('GET', '/api/version', version),
  route('GET', '/api/status', status),

  route('HEAD', '/api/tags', tags),
  route('GET', '/api/tags', tags),
  route('GET', '/api/ps', ps),
  route('POST', '/api/show', show),
  route('POST', '/api/pull', pull),
  route('POST', '/api/push', push),
  route('POST', '/api/create', create),
  route('POST', '/api/copy', copy),
  route('DELETE', '/api/delete', remove),
  route('HEAD', '/api/blobs/:digest', headBlob),
  route('POST', '/api/blobs/:digest', createBlob),

  route('POST', '/api/generate', generate),
  route('POST', '/api/chat', chat),
  route('POST', '/api/embed', embed),
  route('POST', '/api/embeddings', embeddings),

  route('POST', '/api/me', me),
  route('POST', '/api/signout', signout),
  route('DELETE', '/api/user/keys/:encodedKey', signout),
  route('GET', '/api/codex/_health', codexHealth),
  route('POST', '/api/experimental/web_search', webSearch),
  route('POST', '/api/experimental/web_fetch', webFetch),
  route('GET', '/api/experimental/model-recommendations', recommendations),

  route('POST', '/v1/chat/completions', chatCompletions),
  route('POST', '/v1/completions', completions),
  route('POST', '/v1/embeddings', v1Embeddings),
  route('GET', '/v1/models', listModels),
  route('GET', '/v1/models/:model', retrieveModel),
  route('POST', '/v1/responses', responses),
  route('POST', '/v1/images/generations', generateImage),
  route('POST', '/v1/images/edits', editImage),
  route('POST', '/v1/audio/transcriptions', transcribe),
  route('POST', '/v1/messages', messages),
  route('POST', '/v1/systemone', systemone),
];

/** Those that run a model word by word. */
export const generatingHandlers: ReadonlySet<Handler> = new Set([
  generate,
  chat,
  chatCompletions,
  completions,
  responses,
  generateImage,
  editImage,
  transcribe,
  messages,
]);
