/** Ollama's usual address, for a fallback that was given none. */
export const USUAL_ADDRESS = 'http://localhost:11434';

/**
 * Whether requests would reach Ollama through the fallback. It must be a POST: browsers send no `Origin` with a GET, which
 * Ollama therefore answers to every extension. A request without a model has no effect: Ollama answers 400, or 403 if it
 * does not allow the origin (https://github.com/ollama/ollama/blob/v0.24.0/server/routes.go). Rejects with the signal's
 * reason.
 */
export const fallbackWorks = async (
  fallback: typeof fetch,
  address: string,
  signal?: AbortSignal,
): Promise<boolean> => {
  try {
    const init = { method: 'POST', body: '{}', signal: signal ?? null };
    const { status } = await fallback(`${address}/api/show`, init);
    return status !== 401 && status !== 403;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
};
