import { expect, test } from 'vitest';
import { npmPlaces } from './find-npm.ts';

test.each([
  [
    'linux',
    { PATH: '/usr/bin:relative', npm_execpath: '/opt/npm/bin/npm-cli.js' },
    '/nvm/v26/bin/node',
    [
      '/opt/npm/bin/npm-cli.js',
      '/nvm/v26/lib/node_modules/npm/bin/npm-cli.js',
      '/nvm/v26/share/nodejs/npm/bin/npm-cli.js',
      '/usr/lib/node_modules/npm/bin/npm-cli.js',
      '/usr/share/nodejs/npm/bin/npm-cli.js',
    ],
  ],
  [
    'darwin',
    { PATH: '/opt/homebrew/bin', npm_execpath: '/pnpm/pnpm.cjs' },
    '/opt/homebrew/Cellar/node/26.1.0/bin/node',
    [
      '/opt/homebrew/Cellar/node/26.1.0/lib/node_modules/npm/bin/npm-cli.js',
      '/opt/homebrew/lib/node_modules/npm/bin/npm-cli.js',
    ],
  ],
  [
    'win32',
    { Path: 'C:\\Program Files\\nodejs' },
    'C:\\Program Files\\nodejs\\node.exe',
    ['C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js'],
  ],
] as const)('on %s, npm is beside Node', (platform, env, execPath, places) => {
  expect(npmPlaces({ platform, env, execPath })).toEqual(places);
});
