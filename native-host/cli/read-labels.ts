import type { Labels } from '../../shared/access/grant.ts';
import { UserError } from '../errors/user-error.ts';

/** Most labels of a key. */
const MAX_LABELS = 8;

/** A name of a label, and a value: one line without a key in it. */
const LABEL = /^([a-z][a-z0-9_-]{0,30})=([^\p{C}=]{0,64})$/u;

/**
 * Reads labels such as `team=research`. An empty value removes the label. Null if none is left. Throws a UserError.
 * @param before the labels that the key has
 */
export const readLabels = (texts: readonly string[], before: Labels | null = null): Labels | null => {
  const labels: Record<string, string> = { ...before };
  for (const text of texts) {
    const [, name = '', value = ''] = LABEL.exec(text) ?? [];
    if (name === '' || value.includes('otk_')) {
      throw new UserError('Invalid label.', 'Write it as NAME=VALUE, such as team=research or person=Ada.');
    }
    if (value.trim() === '') delete labels[name];
    else labels[name] = value.trim();
  }
  const count = Object.keys(labels).length;
  if (count > MAX_LABELS)
    throw new UserError(`A key has at most ${MAX_LABELS} labels.`, 'Remove one of them.');
  return count > 0 ? labels : null;
};

/** Labels in words, as in `team=research, person=Ada`. */
export const labelsText = (labels: Labels | null): string =>
  Object.entries(labels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(', ') || 'none';
