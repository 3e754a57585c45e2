import type { Handler } from './call.ts';
import type { Route } from './http/router.ts';
import { chat } from './native/chat.ts';
import { root, status, version } from './native/fixed.ts';
import { ps } from './native/ps.ts';
import { tags } from './native/tags.ts';

const route = (method: string, path: string, handle: Handler): Route<Handler> => ({ method, path, handle });

/** Every route of Ollama 0.24.0. */
export const routes: readonly Route<Handler>[] = [
  route('HEAD', '/', root),
  route('GET', '/', root),
  route('HEAD', '/api/version', version),
  route('GET', '/api/version', version),
  route('GET', '/api/status', status),
  route('HEAD', '/api/tags', tags),
  route('GET', '/api/tags', tags),
  route('GET', '/api/ps', ps),
  route('POST', '/api/chat', chat),
];

/** Those that run a model word by word. */
export const generatingHandlers: ReadonlySet<Handler> = new Set([chat]);
