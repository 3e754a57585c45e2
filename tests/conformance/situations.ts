import type { StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import type { Interruption } from './exchange.ts';

/** The recordings that must be played before an exchange. */
export const preparations: Readonly<Record<string, readonly string[]>> = {
  'blob-create-again': ['blob-create'],
  'blob-head-present': ['blob-create'],
  'create-bad-blob': ['blob-create'],
  delete: ['copy'],
  'delete-2': ['create-stream'],
  'delete-3': ['create'],
  'ps-loaded': ['chat'],
};

/** Exchanges with an intended failure: how to cause it, and what interrupts the answer. */
export const incidents: Readonly<Record<string, (standIn: StandIn) => Interruption | undefined>> = {
  'chat-aborted': (standIn) => {
    standIn.holdNext({ afterTokens: 3 });
    return { afterLines: 3, act: (hangUp) => hangUp() };
  },
  'chat-server-killed': (standIn) => {
    standIn.holdNext({ afterTokens: 5 });
    return { afterLines: 5, act: () => standIn.killSockets() };
  },
  'chat-model-process-killed': failsAfterFive,
  'v1-chat-model-process-killed': failsAfterFive,
};

function failsAfterFive(standIn: StandIn): undefined {
  standIn.failNextGeneration({ afterTokens: 5 });
}
