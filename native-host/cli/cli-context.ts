import type { InstallWorld } from '../install/install-world.ts';
import type { Store } from '../store/contract.ts';
import type { StoreOptions } from '../store/sqlite/open-store.ts';

/** What a command gets from the process that runs it. */
export interface CliContext {
  /** Path of the running host's bundle. */
  readonly bundle: string;
  /** Path of the keyring's native module. @default that of the installed package */
  readonly keyring?: string | undefined;
  /** Folder of the store and of the installed host. */
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly world: InstallWorld;
  /** Uses this folder as `data` instead of the user's default. Call it before the store is opened. */
  useFolder(folder: string): void;
  /** Opens the store on the first call, with the options of that call. @default waits up to 30 s for a lock */
  store(options?: StoreOptions): Store;
  random(bytes: number): Uint8Array;
  now(): number;
  /** Sets the exit code of a command that did what was asked. @default 0 */
  exitWith(code: number): void;
  /** Writes a line of the result to stdout. */
  print(line: string): void;
  /** Writes a line for the user to stderr. */
  explain(line: string): void;
}
