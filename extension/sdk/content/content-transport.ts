import { hasPageStreams } from '../fetch/from-page.ts';
import type { TransportOptions } from '../make-turnkey.ts';
import { connectBackground } from './connect-background.ts';
import { createPageReplyStream } from './page-reply-stream.ts';

/** The transport of a content script: through the background of the same extension. */
export const CONTENT_TRANSPORT: TransportOptions = {
  connect: connectBackground,
  createStream: hasPageStreams ? createPageReplyStream : undefined,
};
