import { HOSTED } from '../fetch/normalise-request.ts';

/** Ollama's default address, in each spelling that people use. */
export const USUAL_ORIGINS: readonly string[] = [
  'http://localhost:11434',
  'http://127.0.0.1:11434',
  'http://[::1]:11434',
  'http://0.0.0.0:11434',
];

/** A list of origins, or a function that returns one for each request. */
export type Origins = readonly string[] | (() => readonly string[] | Promise<readonly string[]>);

const originOf = (text: string): string | undefined => {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  return origin === 'null' ? undefined : origin;
};

const checkedOriginOf = (text: string): string => {
  const origin = originOf(text);
  if (origin) return origin;
  throw new TypeError(`"${text}" is not an origin. Example of an origin: http://localhost:11434.`);
};

/** The URL of a call of `fetch`; undefined if it is invalid, which `fetch` itself reports. */
const addressOf = (input: unknown): URL | undefined => {
  const text = input instanceof URL ? input.href : typeof input === 'string' ? input : Object(input).url;
  const base = (globalThis.location as Location | undefined)?.href;
  return typeof text === 'string' && URL.canParse(text, base) ? new URL(text, base) : undefined;
};

/**
 * Creates a function that decides from the first argument of `fetch` whether the request is for Ollama. It answers with a
 * promise only if `origins` does. Throws a TypeError for an invalid origin in a list.
 */
export const routeOf = (
  origins: Origins,
  webSearch: boolean,
): ((input: unknown) => boolean | Promise<boolean>) => {
  const listed = typeof origins === 'function' ? origins : origins.map(checkedOriginOf);
  return (input) => {
    const address = addressOf(input);
    if (!address) return false;
    const { origin, href } = address;
    if (webSearch && HOSTED.test(href)) return true;
    const has = (all: readonly string[]) => all.some((each) => originOf(each) === origin);
    const urls = typeof listed === 'function' ? listed() : listed;
    return urls instanceof Promise ? urls.then(has, () => false) : has(urls);
  };
};
