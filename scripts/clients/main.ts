import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectableBase } from '../../native-host/upstream/resolve-upstream.ts';
import { createServeEnv } from '../../tests/serve/start-serve.ts';
import { FOREIGN_ENV } from '../run-npm.ts';
import { CLIENTS } from './clients.ts';
import { install, versions } from './install.ts';

/**
 * Installs real clients from their registries into a folder and runs each one through the built `serve` against the Ollama at
 * OLLAMA_HOST, with a key that has the default scopes. The arguments name some of them. Not part of the tests.
 * CLIENTS_FOLDER keeps what was installed.
 */
const address = process.env['OLLAMA_HOST'];
if (!address) {
  console.error('Set the address of Ollama: OLLAMA_HOST=127.0.0.1:11434 npm run test:clients');
  process.exit(2);
}
await import('../build.ts');
const wanted = process.argv.slice(2);
const chosen = CLIENTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const upstream = connectableBase(address);
const kept = process.env['CLIENTS_FOLDER'];
const root = kept ?? (await mkdtemp(join(tmpdir(), 'turnkey-clients-')));

/** A model that accepts tools, as Codex and Claude Code send them, made of the first one of that Ollama. */
const MODEL = 'turnkey-clients:latest';
const TEMPLATE = `{{ if .Tools }}Tools: {{ .Tools }}
{{ end }}{{ range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}{{ range .ToolCalls }}{{ .Function.Name }}{{ end }}<|im_end|>
{{ end }}<|im_start|>assistant
`;
const post = async (path: string, body: object, method = 'POST') => {
  const response = await fetch(upstream + path, { method, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
};
const { models } = (await (await fetch(`${upstream}/api/tags`)).json()) as { models: { name: string }[] };
const from = models.find(({ name }) => name !== MODEL)?.name;
if (from === undefined) throw new Error('This Ollama has no model.');
const parameters = { num_predict: 24, num_ctx: 8192, stop: ['<|im_end|>'] };
await post('/api/create', { model: MODEL, from, template: TEMPLATE, parameters, stream: false });

const serveEnv = await createServeEnv();
let failed = 0;
try {
  const key = await serveEnv.key();
  const { url } = await serveEnv.serve(['--upstream', upstream]);
  const { url: door } = await serveEnv.serve([], { OLLAMA_API_KEY: key }, ['connect', url]);
  for (const client of chosen) {
    const folder = join(root, client.name);
    const begun = performance.now();
    try {
      await install(client, folder);
      const { command, args, env } = client.run({ url, key, model: MODEL, folder, door });
      const running = promisify(execFile)(command, [...args], {
        env: { ...FOREIGN_ENV, ...env },
        cwd: folder,
        maxBuffer: 2 ** 26,
        timeout: 900_000,
      });
      running.child.stdin?.end();
      const { stdout } = await running;
      if (!client.says.test(stdout)) throw new Error(`It said: ${stdout.slice(-2_000)}`);
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.log(`${client.name}: answered (${await versions(client, folder)}; ${seconds} s)`);
    } catch (error) {
      failed += 1;
      const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string };
      console.error(`${client.name}: FAILED\n${[message, stdout, stderr].join('\n').slice(-4_000)}`);
    }
  }
} finally {
  await serveEnv.dispose();
  await post('/api/delete', { model: MODEL }, 'DELETE');
  if (kept === undefined) await rm(root, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
