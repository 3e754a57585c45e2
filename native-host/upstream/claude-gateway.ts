/** Where Ollama's macOS app listens for Claude Desktop (internal/proxy/claude_desktop.go at v0.33.0-rc2). */
export const CLAUDE_GATEWAY = 'http://127.0.0.1:11435';

/** The words for what answers there. */
export const CLAUDE_GATEWAY_NAME = 'Ollama’s gateway for Claude, not Turnkey';

/** Milliseconds that an answer is waited for. */
const PATIENCE_MS = 1_000;

/**
 * Whether Ollama's gateway for Claude answers at an address: its `/_ollama/health` says so in a header. Any other
 * answer, or none within a second, means no.
 */
export const isClaudeGateway = async (base: string, patience = PATIENCE_MS): Promise<boolean> => {
  try {
    const { status, headers, body } = await fetch(`${base}/_ollama/health`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    await body?.cancel();
    return status === 204 && headers.get('x-ollama-claude-gateway') === '1';
  } catch {
    return false;
  }
};
