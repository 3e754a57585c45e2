/** The model that the clients use. It accepts tools, as Codex and Claude Code send them. */
export const MODEL = 'turnkey-clients:latest';

/**
 * It names the tools, which makes Ollama accept them, but renders none, and only the first 200 bytes of what the user says:
 * the prompts of Codex and Claude Code have ten thousand tokens, which take minutes without a GPU.
 */
const TEMPLATE = `{{ if .Tools }}{{ end }}{{ range .Messages }}{{ if eq .Role "user" }}<|im_start|>user
{{ if gt (len .Content) 200 }}{{ slice .Content 0 200 }}{{ else }}{{ .Content }}{{ end }}<|im_end|>
{{ end }}{{ end }}<|im_start|>assistant
`;

/** They also allow tens of thousands of tokens, and a small model seldom ends by itself. */
const STOP = ['<|im_end|>', '.', '!', '?', ',', ';', ':'];

const PARAMETERS = { num_predict: 24, num_ctx: 4096, stop: STOP };

const send = async (url: string, method: string, body: object): Promise<void> => {
  const response = await fetch(url, { method, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
};

/** Creates the model of the first one of an Ollama. Throws if it has none. Returns what deletes it. */
export const createModel = async (upstream: string): Promise<() => Promise<void>> => {
  const { models } = (await (await fetch(`${upstream}/api/tags`)).json()) as { models: { name: string }[] };
  const from = models.find(({ name }) => name !== MODEL)?.name;
  if (from === undefined) throw new Error('This Ollama has no model.');
  const model = { model: MODEL, from, template: TEMPLATE, parameters: PARAMETERS, stream: false };
  await send(`${upstream}/api/create`, 'POST', model);
  return () => send(`${upstream}/api/delete`, 'DELETE', { model: MODEL });
};
