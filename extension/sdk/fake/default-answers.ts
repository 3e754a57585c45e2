import { type Answer, chat, completion, generate, json, ndjson, tags } from './answers.ts';

/** Answers by method and path: `POST /api/chat`. */
export type Answers = Readonly<Record<string, Answer>>;

const WORDS = ['Hello', ' from', ' the', ' fake', ' Ollama.'];

const embeddings: Answer = (request) => {
  const { model, input = '' } = request.json<{ model?: string; input?: unknown }>();
  const count = Array.isArray(input) ? input.length : 1;
  return json({ model, embeddings: Array.from({ length: count }, () => [1, 0, 0]) });
};

/** What the fake Ollama answers unless the test says otherwise. */
export const defaultAnswers = (models: readonly string[]): Answers => ({
  'GET /': { contentType: 'text/plain; charset=utf-8', body: 'Ollama is running' },
  'GET /api/version': json({ version: '0.24.0' }),
  'GET /api/tags': tags(...models),
  'GET /api/ps': json({ models: [] }),
  'GET /v1/models': json({ object: 'list', data: models.map((id) => ({ id, object: 'model' })) }),
  'POST /api/chat': chat(...WORDS),
  'POST /api/generate': generate(...WORDS),
  'POST /api/embed': embeddings,
  'POST /api/pull': ndjson([{ status: 'pulling manifest' }, { status: 'success' }]),
  'POST /v1/chat/completions': completion(...WORDS),
});

/** Ollama's answer to a path that it does not have. */
const NOT_FOUND: Answer = { status: 404, contentType: 'text/plain', body: '404 page not found' };

/** The answer to a request, by its method and path without the query. HEAD is answered as GET is. */
export const findAnswer = (answers: Answers, method: string, path: string): Answer => {
  const verb = method === 'HEAD' ? 'GET' : method;
  return answers[`${verb} ${path.replace(/\?.*/, '')}`] ?? NOT_FOUND;
};
