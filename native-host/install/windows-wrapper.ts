import {
  LAST_WORDS_HEADER,
  lastWords,
  START_FAILURES,
  type StartFailureName,
} from '../starts/start-failures.ts';
import { MAX_START_LOG, START_LOG } from '../starts/start-log-file.ts';
import type { InstallWorld } from './install-world.ts';
import { NODE_PLACES } from './node-places.ts';
import { NODE_VARIABLES } from './node-variables.ts';
import { NEW_ENOUGH_PROGRAM } from './oldest-node.ts';

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

/** The failures that the batch file reports. */
const REPORTED = ['node_missing', 'host_missing'] as const satisfies readonly StartFailureName[];

const frameFile = (name: StartFailureName): string => `${name}.frame`;

/** The files next to the wrapper with the frames that it sends: a batch file cannot write the bytes of a length. */
export const FRAME_FILES: readonly { readonly name: string; readonly text: string }[] = REPORTED.map(
  (name) => ({
    name: frameFile(name),
    text: String.fromCharCode(...LAST_WORDS_HEADER) + lastWords(name),
  }),
);

/** Tells the browser, its log and the log of starts why the host cannot start. */
const fail = (name: (typeof REPORTED)[number], ownData: boolean): string[] => {
  const { exit, message, help } = START_FAILURES[name];
  const log = `"%~dp0..\\${START_LOG}"`;
  const line = `{"at":"%DATE% %TIME%","exit":${exit},"cause":"${name}"}`;
  return [
    `type "%~dp0${frameFile(name)}"`,
    `echo ollama-turnkey: ${message} ${help} 1>&2`,
    ...(ownData
      ? [
          'set "SIZE=0"',
          `for %%F in (${log}) do if exist %%F set "SIZE=%%~zF"`,
          `if %SIZE% lss ${MAX_START_LOG} >>${log} echo ${line}`,
        ]
      : []),
    // A browser that cannot write reports that instead. It closes the input when it has read the frame.
    'if not "%~1"=="" "%SystemRoot%\\System32\\findstr.exe" "^" >nul 2>&1',
    `exit /b ${exit}`,
  ];
};

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
    ...NODE_VARIABLES.map((name) => `set "${name}="`),
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
    ...fail('node_missing', ownData),
    ':no_host',
    ...fail('host_missing', ownData),
    ':run',
    'if not exist "%HOST%" goto no_host',
    // On one line, since cmd.exe continues to read the file afterwards, and an upgrade may have replaced it.
    '"%NODE%" "%HOST%" %* & exit /b',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
};
