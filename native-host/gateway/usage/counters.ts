/** What a response reports about itself. */
interface Counted {
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Milliseconds in which the output was generated; null if it is not reported. */
  readonly outputMs: number | null;
  /** The response ends in an error, whatever its status. */
  readonly failed: boolean;
  /** Ollama has not reported the output, so its pieces were counted. */
  readonly estimated: boolean;
}

type Reported = Pick<Counted, 'promptTokens' | 'outputTokens' | 'outputMs'>;

/** How much of the end of a response is parsed, in bytes. Ollama writes the counters last. */
const END = 4096;

/** Names of the counters in each of Ollama’s dialects: prompt, output. */
const NAMES = [
  ['prompt_eval_count', 'eval_count'],
  ['prompt_tokens', 'completion_tokens'],
  ['input_tokens', 'output_tokens'],
] as const;

/**
 * The time to generate the output, in nanoseconds. Only Ollama's own dialect reports it
 * (https://github.com/ollama/ollama/blob/v0.24.0/api/types.go).
 */
const DURATION = 'eval_duration';
const NS_PER_MS = 1e6;

/** Precedes a field name. Within a string the quotes of the name would be escaped. */
const BEFORE = /[{,\s]/;
const NUMBER = /\s*(\d{1,15})(?=[,}\s])/y;

/** The last number with this name, and its index. */
const lastNumber = (end: string, name: string) => {
  const label = `"${name}":`;
  for (let at = end.lastIndexOf(label); at > 0; at = end.lastIndexOf(label, at - 1)) {
    NUMBER.lastIndex = at + label.length;
    const value = BEFORE.test(end[at - 1] ?? '') && NUMBER.exec(end)?.[1];
    if (value) return { at, value: Number(value) };
  }
  return undefined;
};

/** The last line of a failed stream, in Ollama’s dialect or as an event of the other two. */
const FAILED = /(?:^|\n)(?:data: )?\{"(?:error"|type":"error")[^\n]*\s*$/;

/**
 * Reads the counters of the last record of a stream, or of a JSON object. The last pair counts, since a response may
 * contain names chosen by the caller before it, such as the options of a decision.
 */
const readCounters = (end: string): Reported => {
  let counted: Reported = { promptTokens: 0, outputTokens: 0, outputMs: null };
  let latest = -1;
  for (const names of NAMES) {
    const [prompt, output] = names.map((name) => lastNumber(end, name));
    const at = Math.max(prompt?.at ?? -1, output?.at ?? -1);
    if (at <= latest) continue;
    latest = at;
    const spent = names === NAMES[0] ? lastNumber(end, DURATION)?.value : undefined;
    const outputMs = spent === undefined ? null : spent / NS_PER_MS;
    counted = { promptTokens: prompt?.value ?? 0, outputTokens: output?.value ?? 0, outputMs };
  }
  return counted;
};

/** Bytes of a request's body for each token of its prompt, roughly: half a word of English. */
const BYTES_PER_TOKEN = 4;

/** Most tokens that a prompt is estimated at, Ollama's default context: a body may contain images. */
const MOST_ESTIMATED = 4096;

const estimatePrompt = (bytes: number): number =>
  Math.min(MOST_ESTIMATED, Math.ceil(bytes / BYTES_PER_TOKEN));

/** Counts the pieces in a chunk. One that is split over two chunks is missed, which hardly ever happens. */
const countPieces = (chunk: Buffer, piece: Buffer): number => {
  let count = 0;
  for (let at = chunk.indexOf(piece); at !== -1; at = chunk.indexOf(piece, at + piece.byteLength)) count += 1;
  return count;
};

/** Finds the token counts of one response. */
export interface Counters {
  take(chunk: Buffer): void;
  /** Takes the report of a stream, which the client does not receive. */
  report(text: string): void;
  /** @param promptBytes size of the request's body, by which the prompt is estimated if Ollama has not reported it */
  result(promptBytes?: number): Counted;
}

/**
 * Finds the token counts of a response in JSON, lines of JSON or server-sent events. Keeps a copy of the last
 * {@link END} bytes only, so that no network buffer is retained. A stream whose counts have not arrived is estimated: a
 * token for each piece of its output that has.
 * @param piece the text that each piece of output has in a stream; absent if the operation generates no text
 */
export const createCounters = (piece?: Buffer): Counters => {
  let ring: Buffer | undefined;
  let total = 0;
  let pieces = 0;
  let reported: Reported | undefined;

  const ending = (): string => {
    if (!ring) return '';
    if (total <= END) return ring.toString('latin1', 0, total);
    const at = total % END;
    return ring.toString('latin1', at) + ring.toString('latin1', 0, at);
  };

  return {
    report(text) {
      reported = readCounters(text);
    },
    take(chunk) {
      if (chunk.byteLength === 0) return;
      if (piece) pieces += countPieces(chunk, piece);
      // Most short responses arrive in one chunk and need no larger buffer.
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
    result(promptBytes = 0) {
      const end = ending();
      const counted = reported ?? readCounters(end);
      const failed = FAILED.test(end);
      if (counted.outputTokens > 0 || pieces === 0) return { ...counted, failed, estimated: false };
      const promptTokens = counted.promptTokens || estimatePrompt(promptBytes);
      return { promptTokens, outputTokens: pieces, outputMs: null, failed, estimated: true };
    },
  };
};
