import type { InstallWorld } from './install-world.ts';
import { NODE_PLACES } from './node-places.ts';
import { NEW_ENOUGH_PROGRAM, OLDEST_NODE } from './oldest-node.ts';

/** Environment variables that are also set in a browser; usually the longest value first. */
const VARIABLES = ['LOCALAPPDATA', 'APPDATA', 'USERPROFILE', 'ProgramFiles'];

/** Writes a path for a batch file, with a variable if possible: the code page of cmd.exe lacks most characters. */
const batchPath = (path: string, env: InstallWorld['env']): string => {
  for (const name of VARIABLES) {
    const value = env[name];
    if (value && path.toLowerCase().startsWith(`${value.toLowerCase()}\\`))
      return `%${name}%${escapePercent(path.slice(value.length))}`;
  }
  return escapePercent(path);
};

const escapePercent = (text: string): string => text.replaceAll('%', '%%');

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** The paths in a batch wrapper. */
export interface BatchParts {
  readonly node: string;
  /** The host, relative to the wrapper's directory. */
  readonly host: string;
  /** The directory of Node's compile cache, relative too. Only used with `ownData`. */
  readonly cache: string;
  /** Whether the directory above the wrapper's is the data directory, which is the case for an install for one user. */
  readonly ownData: boolean;
  readonly env: InstallWorld['env'];
}

/**
 * The program that browsers on Windows start with cmd.exe: a batch file with CRLF. It finds the host relative to itself
 * with `%~dp0`, so that it need not contain characters outside ASCII in the user's directory.
 */
export const windowsWrapper = ({ node, host, cache, ownData, env }: BatchParts): string => {
  const nodePath = batchPath(node, env);
  const lines = [
    '@echo off',
    'rem Starts the Ollama Turnkey host for a browser. Written by install-host: run that again instead of editing.',
    'setlocal DisableDelayedExpansion',
    // Makes cmd.exe read the next lines as UTF-8.
    ...(isAscii(nodePath) ? [] : ['chcp 65001 >nul']),
    ...(ownData
      ? [
          'for %%D in ("%~dp0..") do set "OLLAMA_TURNKEY_HOME=%%~fD"',
          `set "NODE_COMPILE_CACHE=%~dp0${escapePercent(cache)}"`,
        ]
      : []),
    `set "HOST=%~dp0${escapePercent(host)}"`,
    `set "NODE=${nodePath}"`,
    'if exist "%NODE%" goto run',
    'for %%N in (',
    ...NODE_PLACES.win32.map((place) => `  "${place}"`),
    `) do if exist %%N %%N -e "${NEW_ENOUGH_PROGRAM}" <nul >nul 2>&1 && set "NODE=%%~N" && goto run`,
    `echo ollama-turnkey: no Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer was found. Install it from https://nodejs.org, then run install-host again. 1>&2`,
    'exit /b 127',
    ':run',
    // On one line, since cmd.exe continues to read the file afterwards, and an upgrade may have replaced it.
    '"%NODE%" "%HOST%" %* & exit /b',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
};
