import { Refusal } from '../../errors/refusal.ts';

/** Reads the parameters of a URL. Whole numbers become numbers. Throws a Refusal if one is repeated. */
export const readQuery = (query: string): Record<string, string | number> => {
  const found = new Map<string, string | number>();
  for (const [name, text] of new URLSearchParams(query)) {
    if (found.has(name)) throw new Refusal('bad_request', `${name}: It is repeated.`);
    found.set(name, /^\d{1,15}$/.test(text) ? Number(text) : text);
  }
  return Object.fromEntries(found);
};
