import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTRIES } from '../../extension/sdk/entries.ts';
import { SDK_PACKAGE } from '../../scripts/sdk-package/write-sdk-package.ts';
import { type EmptyProject, emptyProject } from './empty-project.ts';
import { writeGuide } from './guides.ts';
import { type Packed, pack, ROOT } from './pack.ts';
import { typesInTypeScript5 } from './typescript-5.ts';

/** The entries in the tools that people have, from both packages as they would be published. */
const run = promisify(execFile);

const PACKAGES = [
  { name: 'ollama-turnkey', root: ROOT },
  { name: 'ollama-turnkey-sdk', root: SDK_PACKAGE },
];

describe.each(PACKAGES)('$name', ({ name, root }) => {
  let packed: Packed;
  let project: EmptyProject;
  const paths = Object.keys(ENTRIES).map((path) => path.replace('.', name));
  const folderOf = (folder: string) => join(project.folder, folder);

  const write = (folder: string, files: Readonly<Record<string, string>>) =>
    writeGuide({ files }, folderOf(folder));

  beforeAll(async () => {
    packed = await pack(root);
    project = await emptyProject(packed.tarball);
  });
  afterAll(async () => {
    await project.remove();
    await packed.remove();
  });

  const USE = `
import { createTurnkey, type Turnkey, explain } from '${name}';
import { serveContentScripts } from '${name}/content';
import { register } from '${name}/register';
import '${name}/settings';
import { createFakeTurnkey } from '${name}/testing';

const turnkey: Turnkey = createTurnkey({ key: 'k' });
export const used = [serveContentScripts, register, createFakeTurnkey().companion.state, explain];
document.querySelector('ollama-turnkey-settings')!.turnkey = turnkey;
`;

  test.each([
    { moduleResolution: 'node10', module: 'commonjs' },
    { moduleResolution: 'node10', module: 'esnext', target: 'es2022' },
    { moduleResolution: 'node16', module: 'node16' },
    { moduleResolution: 'bundler', module: 'esnext' },
  ])('TypeScript 5, $module with moduleResolution $moduleResolution', async (options) => {
    const folder = `ts-${options.module}-${options.moduleResolution}`;
    await write(folder, { 'use.ts': USE });
    expect(await typesInTypeScript5(folderOf(folder), { target: 'es2022', ...options })).toBe('');
  });

  test('TypeScript 5 finds wrong types', async () => {
    await write('ts-wrong', { 'use.ts': `${USE}\ncreateTurnkey({ key: 5 });\n` });
    const options = { target: 'es2022', module: 'commonjs', moduleResolution: 'node10' };
    expect(await typesInTypeScript5(folderOf('ts-wrong'), options)).toContain('TS2322');
  });

  test.each(paths)('%s can be imported in Node', async (path) => {
    const code = `console.log(Object.keys(await import('${path}')).length > 0)`;
    const args = ['--input-type=module', '--eval', code];
    expect((await run(process.execPath, args, { cwd: project.folder })).stdout).toBe('true\n');
  });

  test.each(paths)('%s can be required in Node, without a module', async (path) => {
    const code = `console.log(Object.keys(require('${path}')).length > 0, require.resolve('${path}'))`;
    const args = ['--no-experimental-require-module', '--input-type=commonjs', '--eval', code];
    expect((await run(process.execPath, args, { cwd: project.folder })).stdout).toMatch(/^true .*\.cjs\n$/);
  });

  test.each([
    ['react', '(event: CustomEvent<{ model: string }>) => void'],
    ['preact', '(event: CustomEvent<{ model: string }>) => void'],
  ])('%s: the settings element in TSX', async (framework, listener) => {
    const tsx = (attributes: string) => `import type {} from '${name}/types/${framework}';
const chosen: ${listener} = ({ detail }) => console.log(detail.model);
export const view = <ollama-turnkey-settings scopes="read infer" onmodelchange={chosen} ${attributes} />;
`;
    const options = { module: 'preserve', moduleResolution: 'bundler', types: [], skipLibCheck: true };
    const jsx = { jsx: 'react-jsx', jsxImportSource: framework };
    await write(framework, { 'view.tsx': tsx('required className="wide"') });
    expect(await project.typesOf(folderOf(framework), { ...options, ...jsx })).toBe('');
    await write(framework, { 'view.tsx': tsx('scopes={5}') });
    expect(await project.typesOf(folderOf(framework), { ...options, ...jsx })).toContain('error TS');
  });
});

describe('the ready files', () => {
  const read = (file: string) => readFile(join(SDK_PACKAGE, 'ready', file), 'utf8');

  test.each(['ollama-turnkey', 'ollama-turnkey-settings'])('%s is whole, in both forms', async (name) => {
    for (const file of [`${name}.js`, `${name}.iife.js`]) {
      expect(await read(file)).not.toMatch(/^import\b|\bimport\(|\brequire\(/m);
    }
  });

  test('a classic script has one global, and changes nothing else', async () => {
    const realm = createContext({ TextEncoder, TextDecoder, TypeError });
    const before = new Set(Object.getOwnPropertyNames(realm));
    runInContext(await read('ollama-turnkey.iife.js'), realm);
    expect(Object.getOwnPropertyNames(realm).filter((name) => !before.has(name))).toEqual(['OllamaTurnkey']);
    expect(Object.keys(realm['OllamaTurnkey']).toSorted()).toEqual([
      'createContentTurnkey',
      'createTurnkey',
      'errorCode',
      'explain',
      'isTurnkeyError',
      'register',
      'serveContentScripts',
      'unregister',
    ]);
  });
});
