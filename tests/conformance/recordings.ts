import { readdirSync, readFileSync } from 'node:fs';

export type Pairs = readonly (readonly [string, string])[];
export type Bytes = { readonly text: string } | { readonly base64: string };
/** A body too large to keep: its length and its start. */
export interface Summary {
  readonly bytes: number;
  readonly first: string;
}

/** One recorded exchange with a real Ollama; tests/recorded/README.md explains the fields. */
export interface Recording {
  readonly name: string;
  readonly note?: string;
  /** `default origins`, or the `OLLAMA_ORIGINS=…` that the server was started with. */
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

const FOLDER = new URL('../recorded/', import.meta.url);

/** All recordings, by name. */
export const recordings: ReadonlyMap<string, Recording> = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Recording)
    .map((recording) => [recording.name, recording]),
);

/** The recording of this name; a wrong name is a mistake in a test. */
export function recordingOf(name: string): Recording {
  const recording = recordings.get(name);
  if (recording === undefined) throw new Error(`no recording is named ${name}`);
  return recording;
}

export function toBuffer(bytes: Bytes): Buffer {
  return 'text' in bytes ? Buffer.from(bytes.text) : Buffer.from(bytes.base64, 'base64');
}

/** Whether a chunk stands for a body that was too large to keep. */
export function isSummary(chunk: Bytes | Summary): chunk is Summary {
  return 'bytes' in chunk;
}
