import type { Ollama } from 'ollama/browser';
import type OpenAI from 'openai';
import type { HoldOptions, StandIn } from '../../scripts/stand-in/create-stand-in.ts';

/** The models that a server has for the cases. */
export interface Models {
  readonly chat: string;
  readonly tools: string;
  readonly vision: string;
}

/** What a case works with: the clients, each on the fetch of the side that is running. */
export interface Kit {
  readonly fetch: typeof fetch;
  /** The address that is asked, without a slash at its end; the same on both sides. */
  readonly base: string;
  readonly models: Models;
  readonly ollama: Ollama;
  readonly openai: OpenAI;
  /** Settles when the server holds the request, or where it holds none, when the request was sent. */
  readonly reached: Promise<void>;
}

/** One thing that a client does, whose transcript must not depend on which fetch it has. */
export interface Case {
  readonly name: string;
  /** The name of the error that it ends with; a case that ends well names none. */
  readonly throws?: string;
  /** The server waits there for the client to abort: nothing else ends it. */
  readonly hold?: HoldOptions;
  /** Why a browser's own fetch need not close the socket at once. Turnkey's has to. */
  readonly lazyPlain?: string;
  /** Why this client, on any fetch, closes an aborted request only when the server sends more. */
  readonly lazyClient?: string;
  /** Prepares a stand-in in another way. */
  readonly arrange?: (ollama: StandIn) => void;
  /** It needs what only a stand-in can be made to do. */
  readonly standInOnly?: string;
  /** Turnkey refuses it by itself, in its own words: then the status and the kind of error must be equal. */
  readonly refused?: true;
  /** What the client got: anything that can be written as JSON. */
  readonly run: (kit: Kit) => Promise<unknown>;
}

/** A deterministic model, and not too much of it. */
export const OPTIONS = { seed: 7, temperature: 0, num_predict: 24 } as const;

/** Deterministic, and as much as the model likes: for answers that are stopped. */
export const ENDLESS = { seed: 7, temperature: 0 } as const;

/** The same in the words of OpenAI. */
export const SAME = { seed: 7, temperature: 0, max_tokens: 24 } as const;

export const hello = (text = 'Say hello to a friend.') => [{ role: 'user' as const, content: text }];

/** All that a stream gives. */
export const all = async <Part>(stream: AsyncIterable<Part>): Promise<Part[]> => {
  const parts: Part[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
};

/** The first parts; after them `stop` is called, and what still comes is let go. */
export const firstParts = async <Part>(
  stream: AsyncIterable<Part>,
  count: number,
  stop: () => void,
): Promise<{ parts: Part[]; error?: unknown }> => {
  const parts: Part[] = [];
  try {
    for await (const part of stream) {
      if (parts.length === count) continue;
      parts.push(part);
      if (parts.length === count) stop();
    }
  } catch (error) {
    return { parts, error };
  }
  return { parts };
};

/** The description of a tool that both clients take. */
export const WEATHER = {
  type: 'function' as const,
  function: {
    name: 'weather',
    description: 'Tells the weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

/** A form for structured answers. */
export const PERSON = {
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
  required: ['name', 'age'],
  additionalProperties: false,
};

/** A red dot: a PNG of one pixel. */
export const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
