import type { InstallWorld } from '../install/install-world.ts';
import type { Store } from '../store/contract.ts';
import type { StoreOptions } from '../store/sqlite/open-store.ts';

/** What a command has to work with. */
export interface CliContext {
  /** The bundled host that is running. */
  readonly bundle: string;
  /** Folder of the store and of the installed host. */
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly world: InstallWorld;
  /** Takes another folder than the user's usual one; before the store is opened. */
  useFolder(folder: string): void;
  /** Opened on first use, with the options of that use; closed by the caller. @default waits up to 30 s for a lock */
  store(options?: StoreOptions): Store;
  random(bytes: number): Uint8Array;
  now(): number;
  /** A line for whoever asked. */
  print(line: string): void;
  /** A line about it, which never belongs to the result. */
  explain(line: string): void;
}
