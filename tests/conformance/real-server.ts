import type { Recording } from '../../scripts/stand-in/recorded/recordings.ts';

/** The model that the recordings were made with. */
const RECORDED_MODEL = 'smollm2:135m';
const DEFAULT_PORT = '11434';

/** The timeout of a test. Without a GPU, a model takes long to load and to answer. */
export const PATIENCE = { timeout: 300_000 };

/** A real Ollama. */
export interface RealServer {
  readonly url: string;
  /** A local model that can chat and does not think, like the recorded one. */
  readonly model: string | undefined;
  readonly cloudDisabled: boolean;
}

/** Inspects the server that OLLAMA_HOST names. Undefined if the variable is not set. */
export async function findRealServer(ollamaHost: string): Promise<RealServer> {
  const url = new URL(ollamaHost.includes('://') ? ollamaHost : `http://${ollamaHost}`);
  if (url.port === '') url.port = DEFAULT_PORT;
  const read = async (path: string, body?: unknown): Promise<unknown> => {
    const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(new URL(path, url), post)).json();
  };
  const { models } = (await read('/api/tags')) as { models: { name: string; remote_host?: string }[] };
  const { cloud } = (await read('/api/status')) as { cloud?: { disabled: boolean } };
  let model: string | undefined;
  for (const { name, remote_host } of models) {
    if (remote_host !== undefined || model !== undefined) continue;
    const { capabilities = [] } = (await read('/api/show', { model: name })) as { capabilities?: string[] };
    if (capabilities.includes('completion') && !capabilities.includes('thinking')) model = name;
  }
  return { url: url.origin, model, cloudDisabled: cloud?.disabled ?? false };
}

/** Replaces the model of a recording. */
export function withModel(recording: Recording, model: string): Recording {
  const { request, response } = recording;
  const text = JSON.stringify({ request: textOf(request.body), chunks: response.chunks });
  const changed = JSON.parse(text.replaceAll(RECORDED_MODEL, model)) as {
    request: string | undefined;
    chunks: Recording['response']['chunks'];
  };
  if (changed.request === undefined) return recording;
  const length = String(Buffer.byteLength(changed.request));
  return {
    ...recording,
    request: {
      ...request,
      headers: request.headers.map(
        ([name, value]) => [name, name === 'Content-Length' ? length : value] as const,
      ),
      body: { text: changed.request },
    },
    response: { ...response, chunks: changed.chunks },
  };
}

function textOf(body: Recording['request']['body']): string | undefined {
  return body !== undefined && 'text' in body ? body.text : undefined;
}
