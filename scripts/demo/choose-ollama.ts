import { resolveUpstream } from '../../native-host/upstream/resolve-upstream.ts';
import { createStandIn } from '../stand-in/create-stand-in.ts';

/** The Ollama that the demo uses. */
export interface Chosen {
  readonly base: string;
  readonly model: string;
  /** A sentence that describes it. */
  readonly says: string;
  stop(): Promise<void>;
}

const PATIENCE_MS = 3000;

const ask = async <Answer>(base: string, path: string, body?: unknown): Promise<Answer> => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(base + path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
};

/** The first model that can chat; undefined if there is none. */
const chatModel = async (base: string): Promise<string | undefined> => {
  const { models } = await ask<{ models: { name: string; remote_host?: string }[] }>(base, '/api/tags');
  for (const { name, remote_host } of models) {
    if (remote_host) continue;
    const { capabilities } = await ask<{ capabilities?: string[] }>(base, '/api/show', { model: name });
    if (capabilities?.includes('completion')) return name;
  }
  return undefined;
};

const findReal = async (base: string): Promise<Chosen | string> => {
  try {
    const { version } = await ask<{ version: string }>(base, '/api/version');
    const model = await chatModel(base);
    if (!model) return `The Ollama at ${base} has no model that can chat`;
    return { base, model, says: `Using your Ollama ${version} at ${base}.`, stop: async () => {} };
  } catch {
    return `No Ollama answers at ${base}`;
  }
};

/** The user's Ollama (`OLLAMA_HOST`, else 127.0.0.1:11434), or the stand-in if that has no model to chat with. */
export const chooseOllama = async (): Promise<Chosen> => {
  const real = await findReal(resolveUpstream(undefined, process.env['OLLAMA_HOST']).base);
  if (typeof real !== 'string') return real;
  const model = 'smollm2:135m';
  const standIn = createStandIn({ models: [model], tokensPerSecond: 30 });
  const base = await standIn.start();
  return {
    base,
    model,
    says: `${real}: using the embedded stand-in at ${base}.`,
    stop: () => standIn.stop(),
  };
};
