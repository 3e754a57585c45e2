const TOKEN = /\s*(?:[\p{L}\p{M}\p{N}_']+|[^\s\p{L}\p{M}\p{N}_']+)|\s+$/gu;

/** Splits a text into tokens: a word with the space before it, or punctuation. Joined, they are the text. */
export const toTokens = (text: string): string[] => text.match(TOKEN) ?? [];
