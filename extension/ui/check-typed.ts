import { parseKey } from '../../shared/key/key.ts';

/** The length of a complete key. */
const KEY_LENGTH = 'otk_'.length + 8 + '_'.length + 43 + 6;

/** Checks the format of a typed key, without asking the host. Shorter input may still be in progress. */
export const checkTyped = (text: string): 'empty' | 'typing' | 'complete' | 'mistyped' => {
  const typed = text.trim();
  if (typed === '') return 'empty';
  if (parseKey('otk', typed)) return 'complete';
  return typed.length < KEY_LENGTH && 'otk_'.startsWith(typed.slice(0, 4)) ? 'typing' : 'mistyped';
};
