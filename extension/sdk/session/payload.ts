import { REPLY_WINDOW } from '../../../shared/protocol/limits.ts';
import type { Payload } from '../../../shared/protocol/messages.ts';
import { assertInOrder } from './assert-in-order.ts';

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of some parts in a row. */
export const joined = async (parts: BlobPart[]): Promise<Uint8Array> =>
  new Uint8Array(await new Blob(parts).arrayBuffer());

/** Encodes bytes as base64. `toBase64` exists since Chrome 140 and Firefox 133. */
export const toBase64 = (bytes: Uint8Array): string =>
  bytes.toBase64?.() ?? btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));

/** Decodes base64. `fromBase64` exists since Chrome 140 and Firefox 133. */
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** The bytes of a payload that is not compressed. */
export const toBytes = ({ text, base64 }: Payload): Uint8Array<ArrayBuffer> =>
  base64 === undefined ? encoder.encode(text ?? '') : fromBase64(base64);

/**
 * The bytes of a compressed piece. Rejects unless it inflates to its declared length, and if that is more than a host may
 * send.
 */
export const inflate = async (deflate: string, length = 0): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = new Uint8Array(Math.min(length, REPLY_WINDOW.request));
  let at = 0;
  const write = (part: Uint8Array) => {
    // Throws if there is more than was declared, or than a host may send.
    bytes.set(part, at);
    at += part.length;
  };
  const body = new Response(fromBase64(deflate)).body as ReadableStream;
  await body.pipeThrough(new DecompressionStream('deflate-raw')).pipeTo(new WritableStream({ write }));
  assertInOrder(at === length);
  return bytes;
};

/** Encodes bytes for a message: as text if they are valid UTF-8, else as base64. */
export const toPayload = (bytes: Uint8Array): Payload => {
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { base64: toBase64(bytes) };
  }
};

/** Whether the UTF-8 form of a text has at most `limit` bytes. */
export const fitsInline = (text: string, limit: number): boolean =>
  text.length <= limit && encoder.encode(text).length <= limit;
