const TOKEN = /\s*(?:[\p{L}\p{M}\p{N}_']+|[^\s\p{L}\p{M}\p{N}_']+)|\s+$/gu;

/** Cuts a text into a model's tokens: a word with the space before it, or signs. Joined they are the text. */
export const toTokens = (text: string): string[] => text.match(TOKEN) ?? [];
