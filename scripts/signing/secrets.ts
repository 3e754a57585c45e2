import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As `process.env`. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The secrets that signing uses, and how a secret that is text becomes a file. Each may also be given as a file of the
 * machine, in a variable of its name with `_FILE`.
 */
export const SECRETS = {
  /** Certificate and key for Windows, as PKCS #12. */
  WINDOWS_P12: 'base64',
  WINDOWS_P12_PASSWORD: 'text',
  /** Developer ID and its key, as PKCS #12. */
  MACOS_P12: 'base64',
  MACOS_P12_PASSWORD: 'text',
  /** A key of App Store Connect, as `rcodesign encode-app-store-connect-api-key` writes it. */
  NOTARY_KEY: 'text',
  /** A key of minisign without a password. */
  MINISIGN_KEY: 'text',
} as const satisfies Record<string, 'base64' | 'text'>;

type SecretName = keyof typeof SECRETS;

/** The path of each secret that is there. */
export type SecretFiles = Readonly<Partial<Record<SecretName, string>>>;

/** Writes the secrets of the environment to files in a folder that only this user can read. Returns the paths. */
export const secretFiles = async (env: Env, folder: string): Promise<SecretFiles> => {
  const files: Partial<Record<SecretName, string>> = {};
  for (const [name, encoding] of Object.entries(SECRETS) as [SecretName, 'base64' | 'text'][]) {
    const path = env[`${name}_FILE`];
    const text = env[name];
    if (path) files[name] = path;
    else if (text) {
      files[name] = join(folder, name);
      await writeFile(files[name], encoding === 'base64' ? Buffer.from(text, 'base64') : text, {
        mode: 0o600,
      });
    }
  }
  return files;
};
