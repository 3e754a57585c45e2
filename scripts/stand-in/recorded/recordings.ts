import { readFileSync } from 'node:fs';

export type Pairs = readonly (readonly [string, string])[];
export type Bytes = { readonly text: string } | { readonly base64: string };
/** A body that is too large to store: its length and its first bytes. */
export interface Summary {
  readonly bytes: number;
  readonly first: string;
}

/** A recorded exchange with a real Ollama. tests/recorded/README.md explains the fields. */
export interface Recording {
  readonly name: string;
  readonly note?: string;
  /** `default origins`, or the `OLLAMA_ORIGINS=…` of the server. */
  readonly server: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Pairs;
    readonly body?: Bytes;
  };
  readonly response: {
    readonly status: number;
    readonly statusText?: string;
    readonly headers: Pairs;
    readonly chunks: readonly (Bytes | Summary)[];
    readonly end: string;
  };
}

export const RECORDINGS = new URL('../../../tests/recorded/', import.meta.url);

const known = new Map<string, Recording>();

/** The recording with this name. Throws if there is none. */
export const recordingOf = (name: string): Recording => {
  const recording =
    known.get(name) ?? (JSON.parse(readFileSync(new URL(`${name}.json`, RECORDINGS), 'utf8')) as Recording);
  known.set(name, recording);
  return recording;
};

export const toBuffer = (bytes: Bytes): Buffer =>
  'text' in bytes ? Buffer.from(bytes.text) : Buffer.from(bytes.base64, 'base64');

/** Whether a chunk describes a body that was too large to store. */
export const isSummary = (chunk: Bytes | Summary): chunk is Summary => 'bytes' in chunk;
