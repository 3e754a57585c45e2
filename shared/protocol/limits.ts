const KiB = 1024;
const MiB = 1024 * KiB;

/**
 * Largest frame that a browser accepts from a host, in bytes.
 * https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging#native-messaging-host-protocol
 * https://github.com/mozilla/gecko-dev/blob/390455a8cc05/toolkit/components/extensions/NativeMessaging.sys.mjs
 */
export const MAX_FRAME_TO_BROWSER = 1 * MiB;

/**
 * Largest frame that the host accepts, in bytes. Chrome sends up to 64 MiB and Firefox has no limit, but a message of a
 * client never needs more than {@link MAX_CLIENT_MESSAGE}.
 */
export const MAX_FRAME_TO_HOST = 4 * MiB;

/**
 * Total length of the texts in one message that the companion passes on for a client, in UTF-16 code units. A piece of
 * a body has {@link FRAME_TARGET}. In JSON a code unit has at most six bytes, which stays below
 * {@link MAX_FRAME_TO_HOST}.
 */
export const MAX_CLIENT_MESSAGE = 512 * KiB;

/** Most values in a client's message, nested ones included. A list of models needs about 200. */
export const MAX_CLIENT_VALUES = 4_096;

/** Largest `call` message, in bytes of JSON. 200 model names and a reason fit. */
export const MAX_CALL = 256 * KiB;

/** Most models that an extension asks for, or that one grant names. */
export const MAX_MODELS = 200;

/** Most scopes that an extension asks for: more than this build knows, because a newer SDK may know others. */
export const MAX_SCOPES = 32;

/** Longest reason in a message, in UTF-16 code units. The approval window truncates a long one. */
export const MAX_REASON_TEXT = 10_000;

/** Most header fields of a request. */
export const MAX_HEADERS = 128;

/** Target size of a frame with a piece of a body, in bytes of JSON, for both sides. */
export const FRAME_TARGET = 256 * KiB;

/** Target size of a frame from the host, in UTF-16 code units. This size has the highest measured throughput. */
export const REPLY_FRAME = 64 * KiB;

/** Smallest and largest piece of a reply that is compressed, in bytes before it. Smaller ones gain less than they cost. */
export const DEFLATE_PIECE = { least: 8 * KiB, most: 256 * KiB } as const;

/** Bytes of reply body that the host may send before the client adds credit, per request and per session. */
export const REPLY_WINDOW = { request: MiB, session: 8 * MiB } as const;

/** Bytes of request body that a client may send before the host adds credit, per request. */
export const UPLOAD_WINDOW = MiB;

/** The same while the host reads the JSON or form body of an allowed request. With less, the client waits for credit. */
export const READING_WINDOW = 4 * MiB;

/** Largest body that is sent inside its `request` message, in bytes. */
export const INLINE_BODY = 128 * KiB;

/** Largest JSON or form body, in bytes. It is buffered to be checked. Blobs are streamed and have no limit. */
export const MAX_BODY = 64 * MiB;

/**
 * Most values and names in a JSON body. Parsed, `[],` needs fifteen times the memory of its text. The longest legitimate
 * lists, the tokens of a context, have some hundred thousand numbers.
 */
export const MAX_JSON_VALUES = 1_000_000;

/** Most bytes of JSON and form bodies at a time, per process. */
export const MAX_BODIES = 256 * MiB;

/** Most concurrent requests and calls of a session. */
export const MAX_REQUESTS = 256;

/** Most unanswered pings of a session, and most messages that wait until its `hello` has been checked. */
export const MAX_WAITING = 1_024;

/**
 * Most resources of one extension in the host at a time, over all of its channels. `undecided`: bytes of request bodies
 * without a decision; `replies`: replies that are not completely sent.
 */
export const CALLER_LIMITS = {
  channels: 64,
  requests: 1_024,
  calls: 256,
  undecided: 8 * MiB,
  replies: 16_384,
} as const;

/** Longest icon of an extension, in characters of base64. 48 by 48 pixels without compression need 12,300. */
export const MAX_ICON = 16 * KiB;

/** Longest path, header value and key in a message, in UTF-16 code units. */
export const MAX_PATH = 4 * KiB;
export const MAX_HEADER = 8 * KiB;
export const MAX_KEY_TEXT = 512;

/**
 * Interval at which the companion pings a client with a running request, in milliseconds. Chrome stops an extension's
 * worker after 30 seconds without an event.
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle#idle-shutdown
 */
export const HEARTBEAT_MS = 15_000;

/**
 * Delay before a lost connection is reopened, in milliseconds, after the first, second … consecutive disconnect. The
 * last one applies from there on, and is short enough for a user who has just fixed the problem.
 */
export const RECONNECT_MS = [0, 250, 500, 1_000, 2_000, 4_000] as const;

/** A connection that lasted this long resets the count of disconnects, in milliseconds. */
export const STABLE_MS = 30_000;

/** The companion closes its port to the host after this long without a message or a running request, in milliseconds. */
export const HOST_IDLE_MS = 60_000;

/** Longest range of one `activity.summary`, in days. */
export const MAX_SUMMARY_DAYS = { hour: 40, day: 400 } as const;

/** Most rows of one `activity.summary`: at 300 bytes each, they fit into a frame. */
export const MAX_SUMMARY_ROWS = 2_000;

/** Most requests of one `activity.recent`, which are all that are kept. */
export const MAX_RECENT_ROWS = 500;
