import type { DoctorWorld } from '../doctor/doctor-world.ts';
import type { InstallWorld, RunResult } from '../install/install-world.ts';

/** The operating system as far as an update depends on it, so that tests can simulate each one on any other. */
export interface UpdateWorld extends InstallWorld, Pick<DoctorWorld, 'start'> {
  /** The processor, as in `process.arch`. */
  readonly arch: string;
  /** Runs a program in a folder for at most five minutes, without a shell. Never rejects. */
  runIn(folder: string, command: string, args: readonly string[]): Promise<RunResult>;
  /** SHA-256 of a file, in lower-case hexadecimal. */
  sha256(path: string): Promise<string>;
  /** The first 4096 bytes of a file. */
  head(path: string): Promise<Uint8Array>;
  /** Copies the store of a data directory to another, if there is one. The original is not changed. */
  copyStore(from: string, to: string): Promise<void>;
  /** A text that no other folder name contains. */
  unique(): string;
}
