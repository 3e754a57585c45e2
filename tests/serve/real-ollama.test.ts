import { describe } from 'vitest';
import { findRealServer, PATIENCE } from '../conformance/real-server.ts';
import { clientSuite } from './client-suite.ts';

const { OLLAMA_HOST: host = '' } = process.env;

describe.skipIf(host === '')('serve with a real Ollama behind (needs OLLAMA_HOST)', PATIENCE, () => {
  clientSuite(async () => {
    const { url, model } = await findRealServer(host);
    if (model === undefined) throw new Error(`The Ollama at ${host} has no model that can chat.`);
    return { url, model, stop: async () => {} };
  });
});
