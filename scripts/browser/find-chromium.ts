import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where a Chromium or Chrome is usually found. `CHROMIUM` in the environment comes first. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

const installed = (): string | undefined =>
  [process.env['CHROMIUM'], ...(PLACES[process.platform] ?? [])].find(
    (path): path is string => path !== undefined && existsSync(path),
  );

/** What installs a browser where we may: Debian and its kin, as root or with sudo that asks nothing. */
const install = (): boolean => {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...command: string[]) => {
    const [program = '', ...args] = [...prefix, ...command];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  };
  console.error('No Chromium is here: installing the distribution’s package.');
  return run('apt-get', 'update', '-qq') && run('apt-get', 'install', '-y', '-qq', 'chromium');
};

/** The path of a Chromium, installed if need be. Throws with what to do where that is not possible. */
export const findChromium = (): string => {
  const path = installed() ?? (install() ? installed() : undefined);
  if (path) return path;
  throw new Error('No Chromium or Chrome is installed. Install one, or name it in the variable CHROMIUM.');
};
