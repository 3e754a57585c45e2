import { encodeGoJson } from '../go/json-encode.ts';

/** An event without a name. */
export function data(value: unknown): string {
  return `data: ${encodeGoJson(value)}\n\n`;
}

/** An event with one. */
export function event(name: string, value: unknown): string {
  return `event: ${name}\n${data(value)}`;
}

export const DONE = 'data: [DONE]\n\n';
