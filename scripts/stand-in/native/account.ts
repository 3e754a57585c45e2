import type { Handler } from '../call.ts';
import { cloudDisabled } from '../generation/schedule.ts';
import { ApiError } from '../http/api-error.ts';

/** POST /api/me: nobody is signed in. */
export const me: Handler = ({ reply }) =>
  reply.json(401, { error: 'unauthorized', signin_url: 'https://ollama.com/connect?name=stand-in&key=none' });

/** POST /api/signout and DELETE /api/user/keys/:encodedKey */
export const signout: Handler = ({ reply }) => reply.json(401, { error: 'you are not currently signed in' });

/** GET /api/codex/_health: the proxy that Ollama 0.34 runs for Codex is there (app/codexproxy/proxy.go). */
export const codexHealth: Handler = ({ reply }) => reply.json(200, { ok: true });

/** POST /api/experimental/web_search */
export const webSearch: Handler = (call) => refuseWeb(call.body, 'web search is unavailable');

/** POST /api/experimental/web_fetch */
export const webFetch: Handler = (call) => refuseWeb(call.body, 'web fetch is unavailable');

function refuseWeb(body: Buffer, what: string): never {
  if (body.toString().trim() === '') throw new ApiError(400, 'missing request body');
  throw cloudDisabled(what);
}
