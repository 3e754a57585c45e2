import { fullModelName } from '../access/model-names.ts';
import type { ModelCatalog } from '../relay/model-catalog.ts';

/** Other names of models, and what replaces a model that is not installed. */
export interface ModelNames {
  /** Each alias with its model. */
  readonly aliases: readonly (readonly [alias: string, model: string])[];
  /** The model that a name stands for: the name itself if it is not an alias. */
  aliasOf(name: string): string;
  /** The model to use instead of one that is not installed; undefined if it has no replacement, or is installed. */
  replacementOf(name: string, catalog: Pick<ModelCatalog, 'has'>): Promise<string | undefined>;
}

export const createModelNames = (
  aliases: Readonly<Record<string, string>>,
  fallbacks: Readonly<Record<string, readonly string[]>>,
): ModelNames => {
  const models = new Map(Object.entries(aliases));
  const others = new Map(Object.entries(fallbacks).map(([name, list]) => [fullModelName(name), list]));
  return {
    aliases: [...models],
    aliasOf: (name) => models.get(name) ?? name,
    async replacementOf(name, catalog) {
      const list = others.get(fullModelName(name));
      if (!list || (await catalog.has(name))) return undefined;
      for (const other of list) if (await catalog.has(other)) return other;
      return undefined;
    },
  };
};
