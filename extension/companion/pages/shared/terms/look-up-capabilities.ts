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
 * Finds out what models can do. Ollama 0.33 says it in its list; an older one is asked for each model, once. Calls back
 * with each answer, the first models first. A model of which Ollama says nothing is left out.
 */
export const lookUpCapabilities = async (
  models: readonly ListedModel[],
  found: (name: string, capabilities: readonly string[]) => void,
): Promise<void> => {
  const known = remembered();
  const unknown: ListedModel[] = [];
  for (const model of models) {
    const has = model.capabilities ?? known[model.digest ?? ''];
    if (has) found(model.name, has);
    else unknown.push(model);
  }
  const next = unknown.slice(0, MOST).values();
  const work = async () => {
    for (const { name, digest, lookUp } of next) {
      const capabilities = await lookUp?.().catch(() => undefined);
      if (!capabilities) continue;
      if (digest) known[digest] = capabilities;
      found(name, capabilities);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (unknown.length > 0) remember(known);
};
