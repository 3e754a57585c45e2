import { join } from 'node:path';
import { readLock } from '../lock/package-lock.ts';
import { fetchPackage } from './fetch-package.ts';
import { BUN_VERSION, type ExecutableTarget } from './targets.ts';

/** Returns the path of Bun's runtime for a target; see {@link fetchPackage}. */
export const fetchRuntime = async (
  { runtime, integrity, program }: ExecutableTarget,
  cache: string,
): Promise<string> =>
  join(await fetchPackage({ name: runtime, version: BUN_VERSION, integrity }, cache), program);

/** The keyring for a target. */
export interface KeyringFiles {
  /** Path of the native module. */
  readonly module: string;
  /** Path of the licences of the crates that are compiled into it. */
  readonly licences: string;
}

/** Returns the keyring for a target, in the version and with the digest of the lock file; see {@link fetchPackage}. */
export const fetchKeyring = async (
  { keyring }: Pick<ExecutableTarget, 'keyring'>,
  cache: string,
): Promise<KeyringFiles> => {
  const name = `@napi-rs/keyring-${keyring}`;
  const entry = (await readLock()).packages[`node_modules/${name}`];
  if (!entry?.version || !entry.integrity) throw new Error(`package-lock.json does not have ${name}.`);
  const { version, integrity } = entry;
  const folder = await fetchPackage({ name, version, integrity }, cache);
  return {
    module: join(folder, `keyring.${keyring}.node`),
    licences: join(folder, 'LICENSE.third-party.md'),
  };
};
