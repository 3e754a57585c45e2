// cspell:ignore schöne Grüße
import type { ModelSpec } from './models/model-store.ts';

/** The options of a stand-in. The defaults suit tests. */
export interface StandInOptions {
  /** The value of OLLAMA_ORIGINS. It is added to Ollama's default list, which contains no extension. */
  readonly origins?: readonly string[];
  /** The installed models, newest first: names, or names with capabilities. */
  readonly models?: readonly (string | ModelSpec)[];
  /** Whether `/api/tags` names capabilities, as in Ollama 0.33 and not in 0.24. @default false */
  readonly capabilitiesInTags?: boolean;
  /** The speed of generation. @default 0, as fast as possible */
  readonly tokensPerSecond?: number;
  /** Without `tokensPerSecond`: the number of tokens per write to the socket. @default 1 */
  readonly tokensPerTurn?: number;
  /** How long loading a model delays the headers of the response, in milliseconds. @default 0 */
  readonly loadDelayMs?: number;
  /** The text of every answer, or a function of the prompt. */
  readonly answer?: string | ((prompt: string) => string);
  /** The number of requests that the log keeps. The oldest are dropped first. @default 1000 */
  readonly loggedRequests?: number;
}

export type ResolvedOptions = Required<StandInOptions>;

/** The default answer. */
export const GREETING =
  'Hello! 👋 I am a stand-in for Ollama, so everybody who asks gets the same friendly answer from me. ' +
  'It comes word by word, as from a real model, with an umlaut or two (schöne Grüße!), ' +
  'a few other letters (漢字, ñ, ß) and an emoji 😀 at the end of it, so that nothing may break on the way. 🎉';
/** How often a long answer repeats the greeting: often enough for a test to press Stop. */
const LONG = 20;

/** Answers with the greeting, many times if the prompt has the word "long". */
const greet = (prompt: string): string =>
  /\blong\b/i.test(prompt) ? Array(LONG).fill(GREETING).join('\n\n') : GREETING;

/** Fills in the defaults. */
export const resolveOptions = (options: StandInOptions): ResolvedOptions => ({
  origins: [],
  models: [{ name: 'smollm2:tools', capabilities: ['completion', 'tools'] }, 'smollm2:135m'],
  capabilitiesInTags: false,
  tokensPerSecond: 0,
  tokensPerTurn: 1,
  loadDelayMs: 0,
  answer: greet,
  loggedRequests: 1000,
  ...options,
});
