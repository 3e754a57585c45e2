/**
 * Where Ollama's macOS app listens for Claude Desktop
 * (https://github.com/ollama/ollama/blob/v0.33.0-rc2/internal/proxy/claude_desktop.go).
 */
export const CLAUDE_GATEWAY = 'http://127.0.0.1:11435';

/** What messages call it. */
export const CLAUDE_GATEWAY_NAME = 'Ollama’s gateway for Claude, not Turnkey';

/** Timeout of the check in milliseconds. */
const CHECK_TIMEOUT_MS = 1_000;

/**
 * Whether Ollama's gateway for Claude listens at an address, by a header of its `/_ollama/health`. False for any other
 * response, and for none within `timeoutMs`.
 */
export const isClaudeGateway = async (base: string, timeoutMs = CHECK_TIMEOUT_MS): Promise<boolean> => {
  try {
    const { status, headers, body } = await fetch(`${base}/_ollama/health`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body?.cancel();
    return status === 204 && headers.get('x-ollama-claude-gateway') === '1';
  } catch {
    return false;
  }
};
