import { HOSTED } from '../fetch/normalise-request.ts';

/** Ollama's default address, in each spelling that people use. */
export const USUAL_ORIGINS: readonly string[] = [
  'http://localhost:11434',
  'http://127.0.0.1:11434',
  'http://[::1]:11434',
  'http://0.0.0.0:11434',
];

const originOf = (text: string): string => {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (origin !== 'null') return origin;
  throw new TypeError(`"${text}" is not an origin. Example of an origin: http://localhost:11434.`);
};

/** The URL of a call of `fetch`; undefined if it is invalid, which `fetch` itself reports. */
const addressOf = (input: unknown): URL | undefined => {
  const text = input instanceof URL ? input.href : typeof input === 'string' ? input : Object(input).url;
  const base = (globalThis.location as Location | undefined)?.href;
  return typeof text === 'string' && URL.canParse(text, base) ? new URL(text, base) : undefined;
};

/**
 * Creates a function that decides from the first argument of `fetch` whether the request is for Ollama. Throws a
 * TypeError for an invalid origin.
 */
export const routeOf = (origins: readonly string[], webSearch: boolean): ((input: unknown) => boolean) => {
  const wanted = new Set(origins.map(originOf));
  return (input) => {
    const address = addressOf(input);
    if (!address) return false;
    const { origin, href } = address;
    return wanted.has(origin) || (webSearch && HOSTED.test(href));
  };
};
