import type { System } from '../install-steps.ts';

/** What the user can do on the page. */
export interface Actions {
  check(): void;
  /** Checks the installation. */
  runCheckUp(): void;
  showSystem(system: System): void;
  pairWithKey(key: string): void;
  /** The key in the field has changed. */
  typeKey(): void;
  download(model: string): void;
  cancelDownload(): void;
  chooseModel(name: string): void;
  sayHello(): void;
  stop(): void;
  requestNames(): void;
  openSettings(): void;
}
