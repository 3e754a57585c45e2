/** Names as they are in practice, and what the models can do. */
const KNOWN = [
  ['llama3.2:latest', 2_019_393_189, ['completion', 'tools']],
  ['qwen3:8b', 5_225_388_164, ['completion', 'tools', 'thinking']],
  ['gemma3:4b', 3_338_801_804, ['completion', 'vision']],
  ['bge-m3:latest', 274_302_450, ['embedding']],
  ['hf.co/example-org/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M', 4_920_734_272, ['completion']],
  ['gpt-oss:120b-cloud', 384, ['completion', 'tools', 'thinking']],
  ['smollm2:135m', 98_363_007, ['completion']],
] as const;

/** Ollama's lists with this many models. Those after the known ones have numbers. */
export const tags = (count: number) => {
  const models = Array.from({ length: count }, (_, at) => {
    const [name, size, capabilities] = KNOWN[at] ?? [
      `vision-${at}:latest`,
      1e9 + at * 1e7,
      ['completion', 'vision'],
    ];
    const remote = name.endsWith('-cloud') ? { remote_host: 'https://ollama.com:443' } : {};
    return { name, model: name, digest: `digest-${at}`, size, capabilities, ...remote };
  });
  return { '/api/tags': { models }, '/api/ps': { models: models.slice(0, 1) } };
};
