import { PULL_HELP } from '../../../shared/errors/local-help.ts';
import { isTurnkeyError, TurnkeyError } from '../errors/turnkey-error.ts';
import type { Turnkey } from '../turnkey.ts';
import { readRefusal } from './read-refusal.ts';

/** How far a download is. */
export interface PullProgress {
  /** Ollama's name of the step, as `pulling manifest` or `success`. */
  readonly status: string;
  /** How many bytes of the model are there already. */
  readonly completed: number;
  /** The size of the parts that Ollama has named so far, in bytes; 0 at first. */
  readonly total: number;
}

/** Options of `pullModel`. All are optional. */
export interface PullOptions {
  /** Called for each step of the download, in order. An error that it throws ends the download. */
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  /** Ends the download, which then rejects with the signal's reason. The next pull continues it. */
  readonly signal?: AbortSignal | undefined;
}

interface Line {
  readonly status?: string;
  readonly digest?: string;
  readonly completed?: number;
  readonly total?: number;
  readonly error?: string;
}

const failed = (reason: string) =>
  new TurnkeyError({
    code: 'pull_failed',
    help: PULL_HELP,
    message: `Ollama could not download the model: ${reason}.`,
  });

/** Calls `onLine` for each line of a stream of JSON. Cancels the stream if that throws. */
const readLines = async (stream: ReadableStream<Uint8Array>, onLine: (line: Line) => void) => {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (done ? '\n' : decoder.decode(value, { stream: true }))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line) onLine(JSON.parse(line));
      if (done) return;
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    throw error;
  }
};

/**
 * Downloads a model, and resolves when Ollama has it. Needs the scope `manage`. Rejects with a TurnkeyError: `pull_failed`
 * with Ollama's own words if Ollama cannot download it. Several may run at the same time.
 *
 * @example
 * await pullModel(turnkey, 'llama3.2', {
 *   onProgress: ({ completed, total }) => show(completed / total),
 *   signal,
 * });
 */
export const pullModel = async (
  turnkey: Pick<Turnkey, 'fetch'>,
  model: string,
  { onProgress, signal }: PullOptions = {},
): Promise<void> => {
  const init = { method: 'POST', body: JSON.stringify({ model }), ...(signal && { signal }) };
  const response = await turnkey.fetch('http://ollama/api/pull', init);
  if (!response.ok) {
    const error = await readRefusal(response);
    throw isTurnkeyError(error) ? error : failed(error.message);
  }
  const parts = new Map<string, Line>();
  const sum = (field: 'completed' | 'total') =>
    [...parts.values()].reduce((bytes, { [field]: more = 0 }) => bytes + more, 0);
  let last = '';
  await readLines(response.body as ReadableStream<Uint8Array>, (line) => {
    const { status = '', digest, error } = line;
    if (error !== undefined) throw failed(error);
    if (digest) parts.set(digest, line);
    last = status;
    onProgress?.({ status, completed: sum('completed'), total: sum('total') });
  });
  if (last !== 'success') throw failed('its answer ended early');
};
