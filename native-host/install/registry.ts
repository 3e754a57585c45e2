import { HOST_NAME } from '../../shared/identity.ts';
import type { InstallWorld } from './install-world.ts';

type Registry = Pick<InstallWorld, 'run' | 'env'>;

/** The key under which browsers of a vendor look for our host (Chrome native messaging docs, MDN native manifests). */
export const registryKey = (hive: 'HKCU' | 'HKLM', vendor: string): string =>
  `${hive}\\Software\\${vendor}\\NativeMessagingHosts\\${HOST_NAME}`;

/** A full path, since Windows searches the current directory before the PATH. */
const reg = ({ run, env }: Registry, args: readonly string[]) =>
  run(`${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\reg.exe`, args);

/** A key's default value, or undefined if there is none. Characters outside ASCII may be garbled: see `isSameValue`. */
export const readKey = async (registry: Registry, key: string): Promise<string | undefined> =>
  parseQuery((await reg(registry, ['query', key, '/ve'])).stdout);

/** Sets a key's default value. Rejects with the message of reg.exe. */
export const writeKey = (registry: Registry, key: string, value: string): Promise<void> =>
  done(reg(registry, ['add', key, '/ve', '/t', 'REG_SZ', '/d', value, '/f']));

/** Deletes a key. Rejects with the message of reg.exe. */
export const deleteKey = (registry: Registry, key: string): Promise<void> =>
  done(reg(registry, ['delete', key, '/f']));

const done = async (running: ReturnType<Registry['run']>): Promise<void> => {
  const { code, stderr, stdout } = await running;
  if (code !== 0) throw new Error((stderr || stdout).trim() || `reg.exe exited with ${code}`);
};

/** Reads the value in the output of `reg query KEY /ve`. Ignores the name of the value, which is translated. */
export const parseQuery = (output: string): string | undefined =>
  /^\s+\S.*?\s+REG_(?:EXPAND_)?SZ\s+(\S.*?)\s*$/m.exec(output)?.[1];

/**
 * Whether a value that reg.exe printed is the given path. It prints in the console's code page, so everything between
 * the first and the last character outside ASCII is ignored.
 */
export const isSameValue = (printed: string, meant: string): boolean => {
  const [value, path] = [printed.toLowerCase(), meant.toLowerCase()];
  const [head = ''] = /^[ -~]*/.exec(path) ?? [];
  const [tail = ''] = /[ -~]*$/.exec(path) ?? [];
  return head === path ? value === path : value.startsWith(head) && value.endsWith(tail);
};
