import type { OllamaAnswer, OllamaFacts } from '../doctor-world.ts';
import { type CauseName, found, passed } from '../finding.ts';
import type { CheckEntry } from './check.ts';

const OLLAMA = { group: 'ollama', name: 'Ollama' } as const;

const BY_KIND: Readonly<Record<Exclude<OllamaAnswer['kind'], 'ready'>, CauseName>> = {
  none: 'ollama_down',
  other: 'ollama_other_program',
  gateway: 'ollama_claude_gateway',
  refused: 'ollama_credential',
  credential: 'credential_unavailable',
};

const PROXY = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];

const isLocal = (address: string): boolean => /^https?:\/\/(localhost|127\.|\[::1\])/.test(address);

/** Why Ollama does not answer: the most specific cause. Pure. */
const causeOf = (
  { address, answer, elsewhere }: OllamaFacts,
  env: Readonly<Record<string, string | undefined>>,
): CauseName | undefined => {
  if (answer.kind === 'ready') return undefined;
  if (elsewhere) return elsewhere.by === 'family' ? 'ollama_other_family' : 'ollama_other_address';
  const proxied = PROXY.some((name) => env[name]) && !isLocal(address);
  return answer.kind === 'none' && proxied ? 'ollama_proxy' : BY_KIND[answer.kind];
};

/** Whether Ollama answers and has a model. */
export const OLLAMA_CHECKS: readonly CheckEntry[] = [
  {
    ...{ ...OLLAMA, id: 'ollama.answer' },
    async run({ ollama, world }, subject) {
      const facts = await ollama();
      const { address, answer, elsewhere } = facts;
      const cause = causeOf(facts, world.env);
      if (!cause)
        return [passed(subject, `version ${'version' in answer ? answer.version : ''} answers`, address)];
      const reason = 'reason' in answer ? ` (${answer.reason})` : '';
      const better = elsewhere ? `\nIt answers at ${elsewhere.address}.` : '';
      return [found(subject, cause, `${address}${reason}${better}`)];
    },
  },
  {
    ...{ ...OLLAMA, id: 'ollama.models' },
    async run({ ollama }, subject) {
      const { answer } = await ollama();
      if (answer.kind !== 'ready') return [];
      const { local, cloud } = answer;
      if (local > 0) return [passed(subject, `${local} local ${local === 1 ? 'model' : 'models'}`)];
      return [found(subject, cloud > 0 ? 'only_cloud_models' : 'no_models')];
    },
  },
];
