import { CredentialError } from '../../credential/credential.ts';
import { type CredentialSource, createCredentialSource } from '../../credential/credential-source.ts';
import { vaultsOf } from '../../credential/vaults.ts';
import { AnswerError } from '../../relay/answer-error.ts';
import { askJson } from '../../relay/ask-json.ts';
import { createRelay, type Relay } from '../../relay/relay.ts';
import { isClaudeGateway } from '../../upstream/claude-gateway.ts';
import { connectableBase, resolveUpstream } from '../../upstream/resolve-upstream.ts';
import { shownAddress } from '../../upstream/shown-address.ts';
import type { OllamaAnswer, OllamaFacts } from '../doctor-world.ts';
import { readStore } from './store-facts.ts';

/** Milliseconds for each question to Ollama. */
const LIMIT_MS = 3_000;

/** What the models of a list are: on this computer or elsewhere. */
const countModels = (list: unknown): { local: number; cloud: number } => {
  const { models } = Object(list) as { models?: unknown };
  const all = (Array.isArray(models) ? models : []).map((model) => Object(model) as Record<string, unknown>);
  const cloud = all.filter((model) => model['remote_host'] || model['remote_model']).length;
  return { local: all.length - cloud, cloud };
};

const ask = async (relay: Relay): Promise<OllamaAnswer> => {
  const { version } = Object(await askJson(relay, '/api/version', AbortSignal.timeout(LIMIT_MS)));
  if (typeof version !== 'string') return { kind: 'other', reason: 'no version' };
  return {
    kind: 'ready',
    version,
    ...countModels(await askJson(relay, '/api/tags', AbortSignal.timeout(LIMIT_MS))),
  };
};

const failed = async (error: unknown, base: string): Promise<OllamaAnswer> => {
  const { name, message, code } = error as NodeJS.ErrnoException;
  if (error instanceof CredentialError) return { kind: 'credential', reason: message };
  const answer = error instanceof AnswerError ? error : undefined;
  if (answer?.isRejected) return { kind: 'refused', reason: message };
  if (await isClaudeGateway(base)) return { kind: 'gateway', reason: message };
  return answer ? { kind: 'other', reason: message } : { kind: 'none', reason: code ?? name };
};

/** What answers at an address. Never rejects. */
const answerAt = async (base: string, credential?: CredentialSource): Promise<OllamaAnswer> => {
  const relay = createRelay(base, credential);
  try {
    return await ask(relay);
  } catch (error) {
    return await failed(error, base);
  } finally {
    relay.close();
  }
};

/** The same server at the other addresses that localhost can mean. */
const otherFamilies = (base: string): string[] => {
  const local = /^(https?:\/\/)(localhost|127\.0\.0\.1|\[::1\])(.*)$/.exec(base);
  if (!local) return [];
  const [, scheme, host, rest] = local;
  return ['127.0.0.1', '[::1]'].filter((other) => other !== host).map((other) => `${scheme}${other}${rest}`);
};

interface Options {
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long to wait for another process that uses the store, in milliseconds. */
  readonly busyMs: number;
}

/** What the checks need to know about Ollama. Never rejects: without a store, the defaults apply. */
export const ollamaFacts = async ({ data, env, busyMs }: Options): Promise<OllamaFacts> => {
  const settings = {
    get: (key: string) => readStore(data, busyMs, (store) => store.settings.get(key)).catch(() => undefined),
  };
  const { base } = resolveUpstream(await settings.get('upstream'), env['OLLAMA_HOST']);
  const answer = await answerAt(
    base,
    createCredentialSource(base, settings, () => vaultsOf(data)),
  );
  const address = shownAddress(base);
  if (answer.kind === 'ready') return { address, answer };
  const shell = env['OLLAMA_HOST']?.trim();
  const others = [
    ...(shell ? [{ by: 'OLLAMA_HOST', base: connectableBase(shell) } as const] : []),
    ...otherFamilies(base).map((other) => ({ by: 'family', base: other }) as const),
  ].filter((other) => other.base !== base);
  for (const other of others) {
    if ((await answerAt(other.base)).kind === 'ready')
      return { address, answer, elsewhere: { by: other.by, address: shownAddress(other.base) } };
  }
  return { address, answer };
};
