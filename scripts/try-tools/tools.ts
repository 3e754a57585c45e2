import { readGuide } from '../../tests/package/guides.ts';

/** A tool that authors of extensions use, with a small project for it. */
export interface Tool {
  readonly name: string;
  /** What npm installs beside the package, with exact versions. */
  readonly packages: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** The program of a package, with its arguments: `jest`, or a path in `node_modules`. */
  readonly run: readonly string[];
}

const blockOf = (name: string, title: string): string => {
  const code = readGuide(`docs/developers/${name}.md`).files[title];
  if (code === undefined) throw new Error(`The guide ${name} has no block "${title}".`);
  return code;
};

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** Uses every entry, so that a tool must find each of them. */
const USE = `
import 'ollama-turnkey/register';
import 'ollama-turnkey/settings';
import { createTurnkey, explain } from 'ollama-turnkey';
import { serveContentScripts } from 'ollama-turnkey/content';
import { chat } from 'ollama-turnkey/testing';

console.log(createTurnkey({}), explain, serveContentScripts, chat);
`;

const compilerOptions = {
  strict: true,
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
  noEmit: true,
};
const NODE10 = { ...compilerOptions, moduleResolution: 'node' };

const JEST_ENTRIES = `
test.each(['register', 'content', 'settings'])('%s can be imported', (name) => {
  expect(require('ollama-turnkey/' + name)).toBeTruthy();
});
`;

const WEBPACK = `
module.exports = {
  mode: 'production',
  entry: './use.ts',
  resolve: { extensions: ['.ts', '.js'] },
  module: { rules: [{ test: /\\.ts$/, loader: 'ts-loader' }] },
};
`;

export const TOOLS: readonly Tool[] = [
  {
    name: 'Jest, environment node',
    packages: ['jest@30.5.2'],
    files: { 'ask.test.cjs': blockOf('testing', 'ask.jest.cjs') },
    run: ['jest', '--testMatch', '**/*.cjs'],
  },
  {
    name: 'Jest, environment jest-fixed-jsdom',
    packages: ['jest@30.5.2', 'jest-environment-jsdom@30.5.2', 'jest-fixed-jsdom@0.0.11'],
    files: { 'ask.test.cjs': blockOf('testing', 'ask.jest.cjs'), 'entries.test.cjs': JEST_ENTRIES },
    run: ['jest', '--testMatch', '**/*.cjs', '--env', 'jest-fixed-jsdom'],
  },
  {
    name: 'Vitest with the jsdom that Jest has',
    packages: ['vitest@5.1.1', 'jsdom@26.1.0'],
    files: { 'options.test.ts': blockOf('testing', 'options.test.ts') },
    run: ['vitest', 'run'],
  },
  {
    name: 'Parcel',
    packages: ['parcel@2.16.4'],
    files: { 'page.html': '<script type="module" src="use.js"></script>', 'use.js': USE },
    run: ['parcel', 'build', 'page.html', '--no-cache'],
  },
  {
    name: 'webpack with ts-loader and moduleResolution node',
    packages: ['webpack@5.112.2', 'webpack-cli@7.3.1', 'ts-loader@9.6.2', 'typescript@5.9.3'],
    files: {
      'use.ts': USE,
      'tsconfig.json': json({ compilerOptions: { ...NODE10, noEmit: false } }),
      'webpack.config.cjs': WEBPACK,
    },
    run: ['webpack'],
  },
  {
    name: 'esbuild',
    packages: ['esbuild@0.28.2'],
    files: { 'use.js': USE },
    run: ['esbuild', 'use.js', '--bundle', '--format=iife', '--outfile=out.js'],
  },
  {
    name: 'TypeScript 4.9 with moduleResolution node',
    packages: ['typescript@4.9.5'],
    files: { 'use.ts': USE, 'tsconfig.json': json({ compilerOptions: NODE10, include: ['*.ts'] }) },
    run: ['tsc', '-p', '.'],
  },
  {
    name: 'React 18 types',
    packages: ['typescript@5.9.3', '@types/react@18.3.8'],
    files: {
      'settings.tsx': blockOf('bundlers', 'settings.tsx'),
      'tsconfig.json': json({ compilerOptions: { ...compilerOptions, jsx: 'react-jsx' } }),
    },
    run: ['tsc', '-p', '.'],
  },
  {
    name: 'Vue types (vue-tsc)',
    packages: ['vue@3.5.45', 'vue-tsc@3.3.14', 'typescript@5.9.3'],
    files: {
      'Settings.vue': blockOf('bundlers', 'Settings.vue'),
      'tsconfig.json': json({
        compilerOptions,
        vueCompilerOptions: { strictTemplates: true },
        include: ['*.vue'],
      }),
    },
    run: ['vue-tsc', '-p', '.'],
  },
  {
    name: 'Svelte types (svelte-check)',
    packages: ['svelte@5.57.3', 'svelte-check@4.7.8', 'typescript@5.9.3'],
    files: {
      'Settings.svelte': blockOf('bundlers', 'Settings.svelte'),
      'tsconfig.json': json({
        compilerOptions: { ...compilerOptions, verbatimModuleSyntax: true },
        include: ['*.svelte'],
      }),
    },
    run: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  },
];
