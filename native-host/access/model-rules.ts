import type { Grant } from '../../shared/access/grant.ts';
import { fullModelName, fullPattern, isCloudModel, isOwnRegistry, registryOf } from './model-names.ts';

/** Whether a pattern matches a text; `*` matches any text. Takes time proportional to the product of the lengths. */
export const matchesGlob = (pattern: string, text: string): boolean => {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let afterStar = 0;
  while (at < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern;
      afterStar = at;
      inPattern += 1;
    } else if (inPattern < pattern.length && pattern[inPattern] === text[at]) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      afterStar += 1;
      at = afterStar;
      inPattern = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
};

/** Whether a list of names and patterns includes a model; null includes every model. */
export const namesModel = (models: readonly string[] | null, name: string): boolean => {
  if (models === null) return true;
  const full = fullModelName(name);
  return models.some((pattern) => matchesGlob(fullPattern(pattern), full));
};

/** Whether a model runs on this computer, or the grant has the scope `cloud`. `remote`: Ollama's list says it does not. */
export const mayUseWhereItRuns = (
  { scopes }: Pick<Grant, 'scopes'>,
  name: string,
  remote: boolean,
): boolean => scopes.includes('cloud') || !(remote || isCloudModel(name));

/** Whether a grant allows a model. */
export const mayUseModel = (
  grant: Pick<Grant, 'scopes' | 'models'>,
  name: string,
  remote: boolean,
): boolean => mayUseWhereItRuns(grant, name, remote) && namesModel(grant.models, name);

/** Whether a grant lets Ollama contact the registry of a model. The grant must name every registry but Ollama's own. */
export const mayUseRegistry = ({ models }: Pick<Grant, 'models'>, name: string): boolean => {
  if (isOwnRegistry(name)) return true;
  const full = fullModelName(name);
  return (models ?? [])
    .map(fullPattern)
    .some((pattern) => pattern.startsWith(`${registryOf(name)}/`) && matchesGlob(pattern, full));
};
