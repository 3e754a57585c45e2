const TOKEN = /\s*(?:[\p{L}\p{M}\p{N}_']+|[^\s\p{L}\p{M}\p{N}_']+)|\s+$/gu;

/** Cuts a text as a model would say it: a word with the space before it, or signs. Joined they are the text. */
export function toTokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}
