import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, Given, Program } from './client.ts';
import { inVenv } from './install.ts';
import { GO_PROGRAM, OPEN_WEBUI_PROGRAM } from './programs.ts';

const ASK = 'Say hello in one word.';

const OLLAMA = process.env['OLLAMA_COMMAND'] ?? 'ollama';

const python =
  (lines: readonly string[], env: (given: Given) => Record<string, string>) => (given: Given) => ({
    command: inVenv(given.folder, 'python'),
    args: ['-c', lines.join('\n').replaceAll('MODEL', given.model)],
    env: env(given),
  });

const script = (lines: (given: Given) => string) => (given: Given) => {
  const file = join(given.folder, 'run.mjs');
  writeFileSync(file, lines(given));
  return { command: process.execPath, args: [file] };
};

const bin = (folder: string, name: string) => join(folder, 'node_modules', '.bin', name);

const codex = ({ url, key, model, folder }: Given): Program => ({
  command: bin(folder, 'codex'),
  args: [
    ...['exec', '--skip-git-repo-check', '--sandbox', 'read-only', '-m', model],
    ...['-c', 'model_provider="turnkey"', '-c', 'model_providers.turnkey.name="turnkey"'],
    ...['-c', `model_providers.turnkey.base_url="${url}/v1"`],
    ...['-c', 'model_providers.turnkey.env_key="TURNKEY_KEY"'],
    ...['-c', 'model_providers.turnkey.wire_api="responses"', ASK],
  ],
  env: { TURNKEY_KEY: key, CODEX_HOME: folder },
});

/** Without `torch`, which Open WebUI needs only for models of its own. */
const withoutTorch = (folder: string): readonly string[] => {
  const file = join(folder, 'overrides.txt');
  writeFileSync(file, 'torch; sys_platform == "never"\ntorchvision; sys_platform == "never"\n');
  return ['--override', file];
};

/** The clients of `docs/operators/clients.md`. */
export const CLIENTS: readonly Client[] = [
  {
    name: 'ollama-python',
    from: 'PyPI',
    packages: ['ollama'],
    run: python(
      [
        'import ollama',
        'ask = dict(model="MODEL", messages=[{"role": "user", "content": "Hi"}])',
        'parts = list(ollama.chat(stream=True, **ask))',
        'print("answered", len(ollama.list().models), len(parts) > 1, bool(ollama.chat(**ask).message.content))',
      ],
      ({ url, key }) => ({ OLLAMA_HOST: url, OLLAMA_API_KEY: key }),
    ),
    says: /answered [1-9]\d* True True/,
  },
  {
    name: 'openai-python',
    from: 'PyPI',
    packages: ['openai'],
    run: python(
      [
        'from openai import OpenAI',
        'client = OpenAI()',
        'ask = dict(model="MODEL", messages=[{"role": "user", "content": "Hi"}], max_tokens=8)',
        'parts = list(client.chat.completions.create(stream=True, **ask))',
        'reply = client.responses.create(model="MODEL", input="Hi", max_output_tokens=8)',
        'print("answered", len(parts) > 1, bool(reply.output_text))',
      ],
      ({ url, key }) => ({ OPENAI_BASE_URL: `${url}/v1/`, OPENAI_API_KEY: key }),
    ),
    says: /answered True True/,
  },
  {
    name: 'anthropic-python',
    from: 'PyPI',
    packages: ['anthropic'],
    run: python(
      [
        'from anthropic import Anthropic',
        'ask = dict(model="MODEL", messages=[{"role": "user", "content": "Hi"}], max_tokens=8)',
        'with Anthropic().messages.stream(**ask) as stream: print("answered", len(list(stream.text_stream)) > 0)',
      ],
      ({ url, key }) => ({ ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: key }),
    ),
    says: /answered True/,
  },
  {
    name: 'litellm',
    from: 'PyPI',
    packages: ['litellm'],
    run: python(
      [
        'import litellm',
        'ask = dict(messages=[{"role": "user", "content": "Hi"}], max_tokens=8)',
        'native = litellm.completion(model="ollama_chat/MODEL", **ask)',
        'openai = litellm.completion(model="openai/MODEL", **ask)',
        'print("answered", all(bool(each.choices[0].message.content) for each in (native, openai)))',
      ],
      ({ url, key }) => ({
        ...{ OLLAMA_API_BASE: url, OLLAMA_API_KEY: key },
        ...{ OPENAI_API_BASE: `${url}/v1`, OPENAI_API_KEY: key },
      }),
    ),
    says: /answered True/,
  },
  {
    name: 'aider',
    from: 'PyPI',
    packages: ['aider-chat'],
    run: ({ url, key, model, folder }) => ({
      command: inVenv(folder, 'aider'),
      args: [
        ...[
          '--model',
          `ollama_chat/${model}`,
          '--message',
          ASK,
          '--no-git',
          '--yes-always',
          '--no-auto-commits',
        ],
        ...['--no-check-update', '--no-show-model-warnings', '--analytics-disable', '--edit-format', 'ask'],
      ],
      env: { OLLAMA_API_BASE: url, OLLAMA_API_KEY: key },
    }),
    says: /Tokens: [\d.k]+ sent, [\d.k]+ received/,
  },
  {
    name: 'open-webui',
    from: 'PyPI',
    packages: ['open-webui'],
    installArgs: withoutTorch,
    run: ({ url, key, model, folder }) => ({
      command: inVenv(folder, 'python'),
      args: ['-c', OPEN_WEBUI_PROGRAM],
      env: { TURNKEY_URL: url, TURNKEY_KEY: key, TURNKEY_MODEL: model, DATA_DIR: join(folder, 'data') },
    }),
    says: /answered True/,
  },
  {
    name: 'javascript',
    from: 'npm',
    packages: ['ollama', 'openai', '@anthropic-ai/sdk'],
    run: script(({ url, key, model }) => {
      const given = JSON.stringify({ url, key, model });
      return `import { Ollama } from 'ollama';
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';
const { url, key, model } = ${given};
const messages = [{ role: 'user', content: 'Hi' }];
const ollama = new Ollama({ host: url, headers: { Authorization: 'Bearer ' + key } });
let parts = 0;
for await (const _ of await ollama.chat({ model, messages, stream: true })) parts += 1;
const openai = new OpenAI({ baseURL: url + '/v1', apiKey: key });
const one = await openai.chat.completions.create({ model, messages, max_tokens: 8 });
const anthropic = new Anthropic({ baseURL: url, authToken: key, apiKey: null });
const two = await anthropic.messages.create({ model, messages, max_tokens: 8 });
console.log('answered', parts > 1, one.usage.completion_tokens > 0, two.usage.output_tokens > 0);
`;
    }),
    says: /answered true true true/,
  },
  {
    name: 'claude-code',
    from: 'npm',
    packages: ['@anthropic-ai/claude-code'],
    run: ({ url, key, model, folder }) => ({
      command: bin(folder, 'claude'),
      args: ['-p', ASK, '--model', model],
      env: {
        ...{ ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: key, HOME: folder, CLAUDE_CONFIG_DIR: folder },
        ...{ DISABLE_AUTOUPDATER: '1', CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1' },
      },
    }),
    says: /\S/,
  },
  { name: 'codex', from: 'npm', packages: ['@openai/codex'], run: codex, says: /\S/ },
  {
    name: 'go',
    from: 'Go',
    packages: ['github.com/ollama/ollama/api@v0.24.0'],
    run({ url, key, model, folder }) {
      writeFileSync(join(folder, 'main.go'), GO_PROGRAM);
      return { command: 'go', args: ['run', '-C', folder, '.', url, key, model] };
    },
    says: /answered true/,
  },
  {
    ...{ name: 'ollama-command', from: 'system', packages: [OLLAMA] },
    run: ({ door, model }) => ({ command: OLLAMA, args: ['run', model, ASK], env: { OLLAMA_HOST: door } }),
    says: /\S/,
  },
  {
    // It cannot send a key, so `serve` tells its user what to do.
    ...{ name: 'ollama-command-without-key', from: 'system', packages: [OLLAMA] },
    run: ({ url }) => ({ command: OLLAMA, args: ['list'], env: { OLLAMA_HOST: url } }),
    says: /ollama-turnkey connect/,
    exitCode: 1,
  },
];
