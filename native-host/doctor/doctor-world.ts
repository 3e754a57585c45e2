import type { InstallWorld } from '../install/install-world.ts';
import type { StartLine } from '../starts/start-log.ts';
import type { StoreTrouble } from '../store/store-error.ts';

/** A program to start as a browser does. */
export interface Program {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What a started program did until the first of these events. */
export type StartOutcome =
  /** It answered the `hello`. */
  | { readonly kind: 'welcome'; readonly version: string }
  /** It reported an error in a frame. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
  /** It wrote something that is not a frame. */
  | { readonly kind: 'stray' }
  | { readonly kind: 'exited'; readonly exit: number | null }
  /** The operating system did not start it. */
  | { readonly kind: 'denied'; readonly errno: string }
  /** It did nothing until the time was over. */
  | { readonly kind: 'silent' };

export interface Started {
  readonly outcome: StartOutcome;
  readonly stderr: string;
}

/** What the checks need to know about the store. */
export interface StoreFacts {
  /** Absent if it can be used, or if there is none yet. */
  readonly trouble?: StoreTrouble | 'folder';
  readonly detail?: string;
  /** The number of paired browser profiles. */
  readonly paired: number;
  /** The file; undefined if there is none yet. */
  readonly file?: string;
}

/** What answers at the address of Ollama. */
export type OllamaAnswer =
  | { readonly kind: 'ready'; readonly version: string; readonly local: number; readonly cloud: number }
  | { readonly kind: 'none' | 'other' | 'gateway' | 'refused' | 'credential'; readonly reason: string };

export interface OllamaFacts {
  /** Without credentials. */
  readonly address: string;
  readonly answer: OllamaAnswer;
  /** Where Ollama answers instead. */
  readonly elsewhere?: { readonly by: 'OLLAMA_HOST' | 'family'; readonly address: string };
}

/** The operating system, the store and Ollama as far as checks depend on them, so that tests can simulate each. */
export interface DoctorWorld extends InstallWorld {
  now(): number;
  /** Starts a program as a browser does, sends a `hello`, and ends it after the first answer. Never rejects. */
  start(program: Program): Promise<Started>;
  /** Whether this user may write to a file or directory. */
  mayWrite(path: string): Promise<boolean>;
  /** The free bytes of a directory's disk; undefined if that is unknown. */
  freeBytes(directory: string): Promise<number | undefined>;
  /** The command lines of this user's processes, as far as the operating system shows them. */
  commandLines(): Promise<readonly string[]>;
  /** The last starts by browsers, oldest first. */
  starts(): readonly StartLine[];
  store(): Promise<StoreFacts>;
  ollama(): Promise<OllamaFacts>;
}
