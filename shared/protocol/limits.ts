const KiB = 1024;
const MiB = 1024 * KiB;

/** Largest frame that a browser takes from a host: Chrome `kMaximumNativeMessageSize`, Firefox `MAX_READ`. */
export const MAX_FRAME_TO_BROWSER = 1 * MiB;

/**
 * Largest frame that the host reads, in bytes. Chrome sends up to 64 MiB and Firefox has no limit, but no message of a
 * client needs more than {@link MAX_CLIENT_MESSAGE}.
 */
export const MAX_FRAME_TO_HOST = 4 * MiB;

/**
 * Text in one message that the companion passes on for a client, in UTF-16 units. A piece of a body takes
 * {@link FRAME_TARGET}. JSON writes a unit as six bytes at worst, which stays below {@link MAX_FRAME_TO_HOST}.
 */
export const MAX_CLIENT_MESSAGE = 512 * KiB;

/** Values that a client's message may hold, nested ones included: a list of models takes about 200. */
export const MAX_CLIENT_VALUES = 4_096;

/** Largest `call` message, in bytes of JSON: 200 names of models and a reason fit. */
export const MAX_CALL = 256 * KiB;

/** Header fields of one request. */
export const MAX_HEADERS = 128;

/** What both sides aim at for a frame that carries a piece of a body, in bytes of JSON. */
export const FRAME_TARGET = 256 * KiB;

/** What the host aims at for a frame to the browser, in UTF-16 units: the size at which it carries most per second. */
export const REPLY_FRAME = 64 * KiB;

/** Bytes of reply body that the host may send before the reader grants more: per request and per session. */
export const REPLY_WINDOW = { request: 1 * MiB, session: 8 * MiB } as const;

/** Bytes of request body that a client may send before the host grants more, per request. */
export const UPLOAD_WINDOW = 1 * MiB;

/** A request body of at most this many bytes travels inside its `request` message. */
export const INLINE_BODY = 128 * KiB;

/** Largest JSON or form body, which must be held whole to check it. Blobs stream and have no limit. */
export const MAX_BODY = 64 * MiB;

/**
 * Values and names in a JSON body. Parsed, `[],` takes fifteen times the memory of its text; the longest honest lists,
 * tokens of a context, have some hundred thousand numbers.
 */
export const MAX_JSON_VALUES = 1_000_000;

/** Bytes of all such bodies at once, in one process. */
export const MAX_BODIES = 256 * MiB;

/** Requests and calls at once in one session. */
export const MAX_REQUESTS = 256;

/** Pings of one session that wait to be answered, and messages that wait for its `hello` to be checked. */
export const MAX_WAITING = 1_024;

/**
 * What one extension may hold in the host at a time, over all of its channels.
 * `undecided` counts bytes of request bodies that nobody has allowed yet; `replies` those that are not fully sent.
 */
export const CALLER_LIMITS = {
  channels: 64,
  requests: 1_024,
  calls: 256,
  undecided: 8 * MiB,
  replies: 16_384,
} as const;

/** Longest path, header value and key text that a message may hold, in UTF-16 units. */
export const MAX_PATH = 4 * KiB;
export const MAX_HEADER = 8 * KiB;
export const MAX_KEY_TEXT = 512;

/** How often the companion pings a client with a request in flight: browsers end a silent worker at 30 s. */
export const HEARTBEAT_MS = 15_000;

/**
 * How long to wait before a line that broke is opened again, after the first, second … break in a row; the last
 * counts from there on. A user who mends what was missing need not wait longer than that to see it.
 */
export const RECONNECT_MS = [0, 250, 500, 1_000, 2_000, 4_000] as const;

/** A line that stood so long and then broke counts as the first to break. */
export const STABLE_MS = 30_000;

/** The companion closes its port to the host after this long without a message or a running request, in milliseconds. */
export const HOST_IDLE_MS = 60_000;
