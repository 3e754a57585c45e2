const DIGEST = /^sha256[:-][0-9a-f]{64}$/;

/** Whether it names a blob as Ollama does, and nothing else that could become a path. */
export const isDigest = (value: unknown): value is string => typeof value === 'string' && DIGEST.test(value);
