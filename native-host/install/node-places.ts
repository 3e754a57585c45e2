import type { Platform } from '../platform/path-of.ts';

const POSIX: readonly string[] = [
  '{home}/.nvm/versions/node/*/bin/node',
  '{home}/.config/nvm/versions/node/*/bin/node',
  '{home}/.volta/bin/node',
  '{home}/.volta/tools/image/node/*/bin/node',
  '{home}/.local/share/fnm/aliases/default/bin/node',
  '{home}/Library/Application Support/fnm/aliases/default/bin/node',
  '{home}/.fnm/aliases/default/bin/node',
  '{home}/.asdf/installs/nodejs/*/bin/node',
  '{home}/.local/share/mise/installs/node/latest/bin/node',
  '{home}/.local/share/mise/installs/node/*/bin/node',
  '{home}/.nodenv/versions/*/bin/node',
  '{home}/n/bin/node',
  '{home}/.nix-profile/bin/node',
  '/run/current-system/sw/bin/node',
  '/opt/homebrew/bin/node',
  '/home/linuxbrew/.linuxbrew/bin/node',
  '/opt/local/bin/node',
  '/usr/local/bin/node',
  '/usr/bin/node',
  '/snap/bin/node',
];

const WINDOWS: readonly string[] = [
  '%SystemDrive%\\nvm4w\\nodejs\\node.exe',
  '%ProgramFiles%\\nodejs\\node.exe',
  '%LOCALAPPDATA%\\Volta\\bin\\node.exe',
  '%ProgramFiles%\\Volta\\node.exe',
  '%APPDATA%\\fnm\\aliases\\default\\node.exe',
  '%USERPROFILE%\\scoop\\apps\\nodejs\\current\\node.exe',
  '%USERPROFILE%\\scoop\\apps\\nodejs-lts\\current\\node.exe',
];

/**
 * The paths at which version managers and package managers install Node, according to their documentation, best first.
 * Those without `*` remain valid after an upgrade of Node. Windows paths use the syntax of cmd.exe, and variables that
 * are always set: an unset one would leave a path from the root of the drive.
 */
export const NODE_PLACES: Record<Platform, readonly string[]> = {
  linux: POSIX,
  darwin: POSIX,
  win32: WINDOWS,
};
