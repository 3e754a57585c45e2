import type { Handler } from '../call.ts';

/** GET and HEAD / */
export const root: Handler = ({ reply }) => reply.send(200, 'text/plain; charset=utf-8', 'Ollama is running');

/** GET and HEAD /api/version */
export const version: Handler = ({ reply }) => reply.json(200, { version: '0.24.0' });

/** GET /api/status */
export const status: Handler = ({ reply }) => reply.json(200, { cloud: { disabled: true, source: 'env' } });
