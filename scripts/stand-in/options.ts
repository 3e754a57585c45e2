// cspell:ignore schöne Grüße
import type { ModelSpec } from './models/model-store.ts';

/** How a stand-in behaves; everything has a default that suits tests. */
export interface StandInOptions {
  /** What OLLAMA_ORIGINS would hold: added to Ollama's own default list, which has no extension. */
  readonly origins?: readonly string[];
  /** The models it has, newest first: names, or names with what they can do. */
  readonly models?: readonly (string | ModelSpec)[];
  /** 0, the default, is as fast as possible. */
  readonly tokensPerSecond?: number;
  /** Where nothing paces it: how many tokens go to the socket at once. 1, the default, sends each by itself. */
  readonly tokensPerTurn?: number;
  /** How long the first use of a model that is not loaded holds back its headers. */
  readonly loadDelayMs?: number;
  /** The text of every answer, or what to answer to a prompt. */
  readonly answer?: string | ((prompt: string) => string);
  /** How many requests the log keeps, oldest dropped first. */
  readonly loggedRequests?: number;
}

export type ResolvedOptions = Required<StandInOptions>;

/** What it answers to whoever asks. */
export const GREETING =
  'Hello! 👋 I am a stand-in for Ollama, so whoever asks gets the same friendly answer from me. ' +
  'It comes word by word, as from a real model, with an umlaut or two (schöne Grüße!), ' +
  'a few other letters (漢字, ñ, ß) and an emoji 😀 at the end of it, so that nothing may break on the way. 🎉';
/** How often the greeting is told to whoever asks for something long: enough to press Stop. */
const LONG = 20;

/** One answer for all; a prompt with the word "long" gets it many times. */
const greet = (prompt: string): string =>
  /\blong\b/i.test(prompt) ? Array(LONG).fill(GREETING).join('\n\n') : GREETING;

/** Fills in the defaults. */
export const resolveOptions = (options: StandInOptions): ResolvedOptions => ({
  origins: [],
  models: [{ name: 'smollm2:tools', capabilities: ['completion', 'tools'] }, 'smollm2:135m'],
  tokensPerSecond: 0,
  tokensPerTurn: 1,
  loadDelayMs: 0,
  answer: greet,
  loggedRequests: 1000,
  ...options,
});
