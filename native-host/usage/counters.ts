/** What a reply says of itself. */
export interface Counted {
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** It ends in an error, though it may have begun well. */
  readonly failed: boolean;
}

/** Bytes of a reply’s end that are looked at: its counters are the last that it says. */
const END = 4096;

/** Names of the counters in each of Ollama’s dialects: prompt, then output. */
const NAMES = [
  ['prompt_eval_count', 'eval_count'],
  ['prompt_tokens', 'completion_tokens'],
  ['input_tokens', 'output_tokens'],
] as const;

/** A number with this name that is no part of a text: there its quotes would be escaped. */
const numbered = (name: string) => new RegExp(`(?<=[{,\\s])"${name}":\\s*(\\d{1,15})(?=[,}\\s])`, 'g');

const PATTERNS = NAMES.map((pair) => pair.map(numbered));

const lastNumber = (end: string, pattern: RegExp | undefined): number | undefined => {
  const found = pattern && [...end.matchAll(pattern)].at(-1);
  return found && Number(found[1]);
};

/** The last line of a stream that broke off: Ollama’s, or an event of the other two dialects. */
const FAILED = /(?:^|\n)(?:data: )?\{"(?:error"|type":"error")[^\n]*\s*$/;

/** Reads the counters in the end of a reply: of the last record of a stream, or of a JSON object. */
const readCounters = (end: string): Omit<Counted, 'failed'> => {
  for (const [prompt, output] of PATTERNS) {
    const promptTokens = lastNumber(end, prompt);
    const outputTokens = lastNumber(end, output);
    if (promptTokens !== undefined || outputTokens !== undefined) {
      return { promptTokens: promptTokens ?? 0, outputTokens: outputTokens ?? 0 };
    }
  }
  return { promptTokens: 0, outputTokens: 0 };
};

const read = (end: string): Counted => ({ ...readCounters(end), failed: FAILED.test(end) });

/** Listens to a reply that passes by. */
export interface Counters {
  take(chunk: Uint8Array): void;
  result(): Counted;
}

/**
 * Finds out how many tokens a reply counts, in JSON, in lines of JSON, and in server-sent events alike. It keeps a
 * copy of the last {@link END} bytes and nothing else: no reply is held, and no piece of the network’s memory.
 */
export const createCounters = (): Counters => {
  let ring: Buffer | undefined;
  let total = 0;
  return {
    take(chunk) {
      if (chunk.byteLength === 0) return;
      // Most short answers come in one piece: they need no more room than that.
      if (!ring && chunk.byteLength <= END) {
        ring = Buffer.from(chunk);
        total = chunk.byteLength;
        return;
      }
      if (!ring || ring.byteLength < END) {
        const whole: Buffer = Buffer.allocUnsafe(END);
        if (ring) whole.set(ring);
        ring = whole;
      }
      const last = chunk.byteLength > END ? chunk.subarray(chunk.byteLength - END) : chunk;
      total += chunk.byteLength - last.byteLength;
      const at = total % END;
      const first = last.subarray(0, END - at);
      ring.set(first, at);
      if (first.byteLength < last.byteLength) ring.set(last.subarray(first.byteLength), 0);
      total += last.byteLength;
    },
    result() {
      if (!ring) return read('');
      if (total <= END) return read(ring.toString('latin1', 0, total));
      const at = total % END;
      return read(ring.toString('latin1', at) + ring.toString('latin1', 0, at));
    },
  };
};
