import type { ListedModel } from './model-rows.ts';

/** How many models are looked up at the same time, and how many for one list at most. */
const AT_ONCE = 4;
const MOST = 100;

/** How many models are remembered, and under which name in `localStorage`. */
const REMEMBERED = 500;
const KEY = 'model-capabilities';

type Known = Record<string, readonly string[]>;

/** What was looked up before, by the digest of the model. Empty where the browser stores nothing. */
const remembered = (): Known => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Known;
  } catch {
    return {};
  }
};

const remember = (known: Known): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Object.entries(known).slice(-REMEMBERED))));
  } catch {
    // The next page looks it up again.
  }
};

/**
 * Finds out what models can do where Ollama's list does not say, as that of 0.24: each model is looked up, once, the first
 * ones first. Calls back with the index of each model and its answer. A model of which Ollama says nothing is left out.
 */
export const lookUpCapabilities = async (
  models: readonly (ListedModel | undefined)[],
  found: (at: number, capabilities: readonly string[]) => void,
): Promise<void> => {
  const known = remembered();
  const unknown: (readonly [number, ListedModel])[] = [];
  for (const [at, model] of models.entries()) {
    if (!model || model.capabilities) continue;
    const has = known[model.digest ?? ''];
    if (has) found(at, has);
    else unknown.push([at, model]);
  }
  const next = unknown.slice(0, MOST).values();
  const work = async () => {
    for (const [at, { digest, lookUp }] of next) {
      const capabilities = await lookUp?.().catch(() => undefined);
      if (!capabilities) continue;
      if (digest) known[digest] = capabilities;
      found(at, capabilities);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (unknown.length > 0) remember(known);
};
