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

/** Memory for the end of a response that arrives in several chunks, in bytes. */
const MEMORY = 2 * END;

/** The counters in each of Ollama’s dialects, as they begin in JSON: prompt, output. */
const COUNTERS = [
  ['"prompt_eval_count":', '"eval_count":'],
  ['"prompt_tokens":', '"completion_tokens":'],
  ['"input_tokens":', '"output_tokens":'],
] as const;

/** What all counters of the other dialects contain: most responses are in Ollama's own. */
const OTHERS = '_tokens":';
const [OWN] = COUNTERS;

/**
 * The time to generate the output, in nanoseconds. Only Ollama's own dialect reports it
 * (https://github.com/ollama/ollama/blob/v0.24.0/api/types.go).
 */
const DURATION = '"eval_duration":';
const NS_PER_MS = 1e6;

/** Precedes a field name. Within a string the quotes of the name would be escaped. */
const BEFORE = /[{,\s]/;
const NUMBER = /\s*(\d{1,15})(?=[,}\s])/y;

/** The last number after this label, and the index of the label. */
const lastNumber = (end: string, label: string) => {
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
  for (const labels of end.includes(OTHERS) ? COUNTERS : [OWN]) {
    const prompt = lastNumber(end, labels[0]);
    const output = lastNumber(end, labels[1]);
    const at = Math.max(prompt?.at ?? -1, output?.at ?? -1);
    if (at <= latest) continue;
    latest = at;
    const spent = labels === OWN ? lastNumber(end, DURATION)?.value : undefined;
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

/** Finds the token counts of one response. */
export interface Counters {
  take(chunk: Buffer): void;
  /** Takes the report of a stream, which the client does not receive. */
  report(text: string): void;
  /** @param promptBytes size of the request's body, by which the prompt is estimated if Ollama has not reported it */
  result(promptBytes?: number): Counted;
}

/**
 * Finds the token counts of a response in JSON, lines of JSON or server-sent events. Keeps a copy of its end only, so that
 * no network buffer is retained. A stream whose counts have not arrived is estimated: a token for each piece of its output
 * that has. Pieces are searched whenever the memory is full: a search of each chunk took longer than passing it on.
 * @param piece the text that each piece of output has in a stream; absent if the operation generates no text
 */
export const createCounters = (piece?: Buffer): Counters => {
  let memory: Buffer | undefined;
  let filled = 0;
  /** The pieces that begin before this index of the memory are counted. */
  let searched = 0;
  let pieces = 0;
  let reported: Reported | undefined;

  const countPieces = () => {
    if (!memory || !piece) return;
    const bytes = memory.subarray(0, filled);
    for (let at = bytes.indexOf(piece, searched); at !== -1; at = bytes.indexOf(piece, searched)) {
      pieces += 1;
      searched = at + piece.byteLength;
    }
    // A piece may begin in the last bytes.
    searched = Math.max(searched, filled - piece.byteLength + 1);
  };

  /** Keeps only the end. */
  const makeRoom = (of: Buffer) => {
    countPieces();
    of.copyWithin(0, filled - END, filled);
    searched -= filled - END;
    filled = END;
  };

  return {
    report(text) {
      reported = readCounters(text);
    },
    take(chunk) {
      // Most short responses arrive in one chunk and need no larger memory.
      if (!memory && chunk.byteLength <= END) {
        memory = Buffer.from(chunk);
        filled = chunk.byteLength;
        return;
      }
      if (!memory || memory.byteLength < MEMORY) {
        const larger: Buffer = Buffer.allocUnsafeSlow(MEMORY);
        memory?.copy(larger);
        memory = larger;
      }
      for (let at = piece ? 0 : Math.max(0, chunk.byteLength - END); at < chunk.byteLength; ) {
        if (filled === MEMORY) makeRoom(memory);
        const copied = chunk.copy(memory, filled, at);
        filled += copied;
        at += copied;
      }
    },
    result(promptBytes = 0) {
      countPieces();
      const end = memory?.toString('latin1', Math.max(0, filled - END), filled) ?? '';
      const counted = reported ?? readCounters(end);
      const failed = FAILED.test(end);
      if (counted.outputTokens > 0 || pieces === 0) return { ...counted, failed, estimated: false };
      const promptTokens = counted.promptTokens || estimatePrompt(promptBytes);
      return { promptTokens, outputTokens: pieces, outputMs: null, failed, estimated: true };
    },
  };
};
