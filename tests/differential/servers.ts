import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { findRealServer } from '../conformance/real-server.ts';
import type { Models } from './case.ts';
import { startOpenDoor } from './open-door.ts';

/** Where a side of the comparison asks. */
interface Server {
  readonly url: string;
  readonly standIn?: StandIn;
}

/** One server that lets extensions in, for plain fetch, and one that does not, for Turnkey. */
export interface Servers {
  readonly plain: Server;
  readonly turnkey: Server;
  readonly models: Models;
  stop(): Promise<void>;
}

const MODELS: Models = { chat: 'smollm2:135m', tools: 'smollm2:tools', vision: 'smollm2:vision' };

const start = async (origins: readonly string[]) => {
  const standIn = createStandIn({
    origins,
    models: [
      { name: MODELS.vision, capabilities: ['completion', 'vision'] },
      { name: MODELS.tools, capabilities: ['completion', 'tools'] },
      MODELS.chat,
    ],
  });
  return { standIn, url: await standIn.start() };
};

export const startServers = async (): Promise<Servers> => {
  const plain = await start(['chrome-extension://*', 'moz-extension://*']);
  const turnkey = await start([]);
  return {
    plain,
    turnkey,
    models: MODELS,
    async stop() {
      await Promise.all([plain.standIn.stop(), turnkey.standIn.stop()]);
    },
  };
};

/** A real server with its first model that can chat, and for plain fetch a door to it that lets extensions in. */
export const findRealServers = async (host: string): Promise<Servers> => {
  const turnkey = await findRealServer(host);
  if (!turnkey?.model) throw new Error(`The Ollama at ${host} has no model that can chat.`);
  const { model, url } = turnkey;
  const door = await startOpenDoor(url);
  return {
    plain: { url: door.url },
    turnkey: { url },
    models: { chat: model, tools: model, vision: model },
    stop: door.stop,
  };
};
