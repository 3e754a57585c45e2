/** The hops on the way to Ollama, in order. */
export const HOPS = ['companion', 'host', 'access', 'ollama'] as const;

export type HopName = (typeof HOPS)[number];
