import { listModels } from '../../../../sdk/models/list-models.ts';
import { readRefusal } from '../../../../sdk/models/read-refusal.ts';
import { host } from '../../shared/host.ts';
import { type Listed, type Loaded, type ModelEntry, modelEntries } from './model-entries.ts';

const answerOf = async (response: Response): Promise<Response> => {
  if (!response.ok) throw await readRefusal(response);
  return response;
};

const listOf = async <Entry>(path: string, signal: AbortSignal): Promise<readonly Entry[]> => {
  const response = await answerOf(await host.fetch(path, { signal }));
  const { models } = (await response.json()) as { models?: readonly Entry[] | null };
  return models ?? [];
};

const send = async (method: string, path: string, body: object): Promise<void> => {
  const response = await answerOf(await host.fetch(path, { method, body: JSON.stringify(body) }));
  await response.body?.cancel();
};

/** Reads the models of the user's Ollama. Rejects with a TurnkeyError, or with an Error that has Ollama's message. */
export const readModels = async (signal: AbortSignal): Promise<readonly ModelEntry[]> =>
  modelEntries(
    ...(await Promise.all([
      listOf<Listed>('/api/tags', signal),
      listOf<Loaded>('/api/ps', signal),
      listModels(host, { signal }),
    ])),
  );

/**
 * Removes a model from memory. A generation without a prompt and with `keep_alive: 0` does that.
 * https://github.com/ollama/ollama/blob/v0.24.0/docs/api.md#unload-a-model
 */
export const unloadModel = (model: string): Promise<void> =>
  send('POST', '/api/generate', { model, keep_alive: 0, stream: false });

/** Deletes a model from the disk. */
export const deleteModel = (model: string): Promise<void> => send('DELETE', '/api/delete', { model });
