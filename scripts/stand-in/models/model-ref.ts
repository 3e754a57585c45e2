import { quote } from '../go/quote.ts';
import { ApiError } from '../http/api-error.ts';
import { type ModelName, parseModelName } from './model-name.ts';

/** A model as a request names it. */
export interface ModelRef {
  readonly name: ModelName;
  readonly cloud: boolean;
}

/** What a route answers when no model is named, and when the name is not a valid one. */
export interface RefErrors {
  readonly missing: readonly [status: number, message: string];
  readonly invalid?: string;
}

/** Parses what stands under `model`: `:cloud`, `-cloud` and `:local` at its end say where it runs. */
export function parseModelRef(raw: string, errors: RefErrors): ModelRef {
  const text = raw.trim();
  if (text === '') throw new ApiError(...errors.missing);
  const { base, source } = cutSource(text);
  if (source !== undefined && cutSource(base).source !== undefined) {
    throw new ApiError(400, `use either :local or :cloud, not both: ${quote(text)}`);
  }
  const name = parseModelName(base);
  if (name === undefined) throw new ApiError(400, errors.invalid ?? 'invalid model name');
  return { name, cloud: source === 'cloud' };
}

/** Whether a name says by itself that its model runs on ollama.com. */
export function isCloudName(raw: string): boolean {
  return cutSource(raw.trim()).source === 'cloud';
}

function cutSource(text: string): { base: string; source?: 'cloud' | 'local' } {
  const colon = text.lastIndexOf(':');
  if (colon === -1) return { base: text };
  const suffix = text
    .slice(colon + 1)
    .trim()
    .toLowerCase();
  if (suffix === 'cloud' || suffix === 'local') return { base: text.slice(0, colon), source: suffix };
  if (!suffix.includes('/') && suffix.endsWith('-cloud')) {
    return { base: text.slice(0, -'-cloud'.length), source: 'cloud' };
  }
  return { base: text };
}
