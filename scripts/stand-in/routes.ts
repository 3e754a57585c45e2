import { JSON_TYPE } from './api-error.ts';
import type { Handler } from './call.ts';
import { chat } from './native/chat.ts';
import { embed, embeddings } from './native/embed.ts';
import { generate } from './native/generate.ts';
import { ps, show, tags } from './native/listings.ts';
import { copy, createBlob, headBlob, remove } from './native/manage.ts';
import { create, pull, push } from './native/transfer.ts';
import { type Changes, recordedAnswer } from './recorded/replay.ts';
import { transcribe } from './v1/audio.ts';
import { chatCompletions } from './v1/chat-completions.ts';
import { completions } from './v1/completions.ts';
import { v1Embeddings } from './v1/embeddings.ts';
import { messages } from './v1/messages.ts';
import { listModels, retrieveModel } from './v1/models.ts';
import { responses } from './v1/responses.ts';
import { systemone } from './v1/systemone.ts';

/** A route that replays a recorded response. */
const replay =
  (name: string, changes?: Changes): Handler =>
  ({ reply }) => {
    const { status, body } = recordedAnswer(name, changes);
    reply.send(status, body.contentType, body.text);
  };

/** The response for a user who is not signed in to ollama.com. */
const signedOut: Handler = ({ reply }) => reply.send(401, JSON_TYPE, '{"error":"unauthorized"}');

/** The routes of Ollama 0.35, except for /api/codex, which Turnkey never relays. */
export const routes: Readonly<Record<string, Handler>> = {
  'HEAD /': replay('root-get'),
  'GET /': replay('root-get'),
  'HEAD /api/version': replay('version'),
  'GET /api/version': replay('version'),
  'GET /api/status': replay('status'),

  'HEAD /api/tags': tags,
  'GET /api/tags': tags,
  'GET /api/ps': ps,
  'POST /api/show': show,
  'POST /api/pull': pull,
  'POST /api/push': push,
  'POST /api/create': create,
  'POST /api/copy': copy,
  'DELETE /api/delete': remove,
  'HEAD /api/blobs/:digest': headBlob,
  'POST /api/blobs/:digest': createBlob,

  'POST /api/generate': generate,
  'POST /api/chat': chat,
  'POST /api/embed': embed,
  'POST /api/embeddings': embeddings,

  'POST /api/me': signedOut,
  'POST /api/signout': signedOut,
  'DELETE /api/user/keys/:encodedKey': signedOut,
  'POST /api/experimental/web_search': replay('web-search'),
  'POST /api/experimental/web_fetch': replay('web-search', { 'web search': 'web fetch' }),
  'GET /api/experimental/model-recommendations': replay('recommendations'),

  'POST /v1/chat/completions': chatCompletions,
  'POST /v1/completions': completions,
  'POST /v1/embeddings': v1Embeddings,
  'GET /v1/models': listModels,
  'GET /v1/models/:model': retrieveModel,
  'POST /v1/responses': responses,
  'POST /v1/audio/transcriptions': transcribe,
  'POST /v1/messages': messages,
  'POST /v1/systemone': systemone,
};

/** The routes that generate text. */
export const generating: ReadonlySet<Handler> = new Set([
  generate,
  chat,
  chatCompletions,
  completions,
  responses,
  transcribe,
  messages,
]);
