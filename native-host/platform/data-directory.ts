import { type Env, type Platform, pathOf } from './path-of.ts';

const DEFAULTS: Record<Platform, (env: Env, home: string) => readonly string[]> = {
  linux: (env, home) => [absolute('linux', env['XDG_DATA_HOME']) ?? `${home}/.local/share`, 'ollama-turnkey'],
  darwin: (_env, home) => [home, 'Library', 'Application Support', 'ollama-turnkey'],
  win32: (env, home) => [
    absolute('win32', env['LOCALAPPDATA']) ?? `${home}\\AppData\\Local`,
    'ollama-turnkey',
  ],
};

/**
 * The XDG Base Directory Specification requires that relative values are ignored
 * (https://specifications.freedesktop.org/basedir-spec/0.8/). The other variables are treated alike.
 */
const absolute = (platform: Platform, value: string | undefined): string | undefined =>
  value && pathOf(platform).isAbsolute(value) ? value : undefined;

/**
 * The directory of one user's data: the installed host and the store (`turnkey.sqlite`).
 * `OLLAMA_TURNKEY_HOME` if set (a relative value is resolved against the home directory, so that every process agrees),
 * else `$XDG_DATA_HOME/ollama-turnkey` or `~/.local/share/ollama-turnkey` on Linux,
 * `~/Library/Application Support/ollama-turnkey` on macOS, `%LOCALAPPDATA%\ollama-turnkey` on Windows.
 */
export const dataDirectory = (platform: Platform, env: Env, home: string): string => {
  const path = pathOf(platform);
  const chosen = env['OLLAMA_TURNKEY_HOME'];
  if (!chosen) return path.join(...DEFAULTS[platform](env, home));
  return path.isAbsolute(chosen) ? path.normalize(chosen) : path.join(home, chosen);
};
