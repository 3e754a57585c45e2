import type { Payload } from '../../../shared/protocol/messages.ts';

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// A multiple of 3, so that no chunk needs padding, and below the limit of arguments of every engine.
const CHUNK = 8190;

/** Encodes bytes as base64. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return text;
};

/** The bytes of a payload. */
export const toBytes = ({ text, base64 }: Payload): Uint8Array<ArrayBuffer> =>
  base64 === undefined
    ? encoder.encode(text ?? '')
    : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

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
  text.length <= limit && encoder.encode(text).byteLength <= limit;
