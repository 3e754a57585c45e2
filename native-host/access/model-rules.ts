import type { Grant } from '../../shared/access/grant.ts';
import { matchesGlob } from './matches-glob.ts';
import { fullModelName, fullPattern, isCloudModel, isOwnRegistry, registryOf } from './model-names.ts';

type Terms = Pick<Grant, 'scopes' | 'models'>;

/** Whether a list of names and patterns has this model; null is every model. */
export const namesModel = (models: readonly string[] | null, name: string): boolean => {
  if (models === null) return true;
  const full = fullModelName(name);
  return models.some((pattern) => matchesGlob(fullPattern(pattern), full));
};

/** Whether a model is none that leaves this computer, or the grant may use such ones. */
export const mayUseWhereItRuns = (
  { scopes }: Pick<Grant, 'scopes'>,
  name: string,
  remote: boolean,
): boolean => scopes.includes('cloud') || !(remote || isCloudModel(name));

/** Whether a grant allows a model. `remote`: Ollama's own listing says that it runs elsewhere. */
export const mayUseModel = (grant: Terms, name: string, remote: boolean): boolean =>
  mayUseWhereItRuns(grant, name, remote) && namesModel(grant.models, name);

/** Whether a grant lets Ollama speak with the registry of a model: another one has to be named in the grant. */
export const mayUseRegistry = ({ models }: Pick<Grant, 'models'>, name: string): boolean => {
  if (isOwnRegistry(name)) return true;
  const full = fullModelName(name);
  return (models ?? [])
    .map(fullPattern)
    .some((pattern) => pattern.startsWith(`${registryOf(name)}/`) && matchesGlob(pattern, full));
};
