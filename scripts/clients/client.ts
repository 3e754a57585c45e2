/** What a client is given: a `serve`, a key with the default scopes, and a model. */
export interface Given {
  /** The URL of `serve`, without a trailing slash. */
  readonly url: string;
  readonly key: string;
  readonly model: string;
  /** A folder of its own, with what was installed for it. */
  readonly folder: string;
  /** The URL of `ollama-turnkey connect`, which adds the key. */
  readonly door: string;
}

/** A program to run. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A client that people use with Ollama. */
export interface Client {
  readonly name: string;
  /** Its packages, from the registry of that language. `system`: a program that must be installed already. */
  readonly from: 'npm' | 'PyPI' | 'Go' | 'system';
  readonly packages: readonly string[];
  /** Further arguments of the installer. */
  readonly installArgs?: (folder: string) => readonly string[];
  /** What it runs. Its output must match `says`. */
  readonly run: (given: Given) => Program;
  readonly says: RegExp;
  /** @default 0 */
  readonly exitCode?: number;
}
