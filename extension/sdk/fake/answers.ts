import type { ErrorCode } from '../../../shared/errors/codes.ts';

/** A piece of a body: text, or bytes. */
export type Piece = string | Uint8Array;

/** What Ollama answers. All of it is optional. */
export interface FakeAnswer {
  /** @default 200 */
  readonly status?: number;
  /** @default application/json; charset=utf-8 */
  readonly contentType?: string;
  /**
   * The body: whole, or in pieces. An async iterable is read as the extension reads, so that a generator can wait
   * between two pieces.
   * @default an empty body
   */
  readonly body?: Piece | Iterable<Piece> | AsyncIterable<Piece>;
  /** Ends the answer with this error after its body. @default none */
  readonly breaksWith?: ErrorCode;
}

/** A request that has arrived at the fake Ollama. */
export interface FakeRequest {
  readonly method: string;
  /** Path and query: `/api/chat`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** Aborted when the extension aborts the request, cancels its body, or closes its Turnkey. */
  readonly signal: AbortSignal;
  text(): string;
  /** The body as JSON; undefined where it is empty. */
  json<Body = Record<string, unknown>>(): Body;
}

/** An answer, or a function that makes one for each request. */
export type Answer = FakeAnswer | ((request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>);

/** An answer of one JSON value. */
export const json = (value: unknown, status = 200): FakeAnswer => ({ status, body: JSON.stringify(value) });

/** An answer in lines, as Ollama streams: each value is one piece. */
export const ndjson = (values: Iterable<unknown>): FakeAnswer => ({
  contentType: 'application/x-ndjson',
  body: Array.from(values, (value) => `${JSON.stringify(value)}\n`),
});

/** An error in Ollama's own shape: `ollamaError(404, "model 'x' not found")`. */
export const ollamaError = (status: number, error: string): FakeAnswer => json({ error }, status);

const CREATED = '2026-01-01T00:00:00Z';

/**
 * What Ollama answers to `POST /api/chat`: a line for each word, or one object where the request has
 * `"stream": false`.
 * @param words what the model says, in the pieces in which it comes
 */
export const chat =
  (...words: readonly string[]): Answer =>
  (request) => {
    const { model, stream } = request.json<{ model?: string; stream?: boolean }>();
    const base = { model, created_at: CREATED };
    const last = { ...base, done: true, done_reason: 'stop', prompt_eval_count: 1, eval_count: words.length };
    const message = (content: string) => ({ message: { role: 'assistant', content } });
    if (stream === false) return json({ ...last, ...message(words.join('')) });
    const lines = words.map((word) => ({ ...base, ...message(word), done: false }));
    return ndjson([...lines, { ...last, ...message('') }]);
  };

/** The same for `POST /api/generate`. */
export const generate =
  (...words: readonly string[]): Answer =>
  (request) => {
    const { model, stream } = request.json<{ model?: string; stream?: boolean }>();
    const base = { model, created_at: CREATED };
    const last = { ...base, done: true, done_reason: 'stop', prompt_eval_count: 1, eval_count: words.length };
    if (stream === false) return json({ ...last, response: words.join('') });
    const lines = words.map((response) => ({ ...base, response, done: false }));
    return ndjson([...lines, { ...last, response: '' }]);
  };

/** What Ollama answers to `POST /v1/chat/completions`: events, or one object unless the request has `"stream": true`. */
export const completion =
  (...words: readonly string[]): Answer =>
  (request) => {
    const { model, stream } = request.json<{ model?: string; stream?: boolean }>();
    const base = { id: 'chatcmpl-1', created: 1_767_225_600, model };
    if (!stream) {
      const message = { role: 'assistant', content: words.join('') };
      const usage = { prompt_tokens: 1, completion_tokens: words.length, total_tokens: 1 + words.length };
      const choices = [{ index: 0, message, finish_reason: 'stop' }];
      return json({ ...base, object: 'chat.completion', choices, usage });
    }
    const chunk = (content: string, finish_reason: string | null) => ({
      ...base,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason }],
    });
    const chunks = [...words.map((word) => chunk(word, null)), chunk('', 'stop')];
    const events = [...chunks.map((each) => JSON.stringify(each)), '[DONE]'];
    return { contentType: 'text/event-stream', body: events.map((each) => `data: ${each}\n\n`) };
  };

/**
 * What Ollama answers to `GET /api/tags`.
 * @param names the models that are installed, the newest first
 */
export const tags = (...names: readonly string[]): FakeAnswer =>
  json({
    models: names.map((name) => ({
      name,
      model: name,
      modified_at: CREATED,
      size: 1,
      digest: '0'.repeat(64),
      details: { format: 'gguf', family: 'llama', parameter_size: '1B', quantization_level: 'Q4_K_M' },
      capabilities: ['completion'],
    })),
  });
