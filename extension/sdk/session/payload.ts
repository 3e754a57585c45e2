import type { Payload } from '../../../shared/protocol/messages.ts';

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// btoa takes characters: 8,190 bytes a time stay below every engine's argument limit and need no padding.
const CHUNK = 8190;

const toBase64 = (bytes: Uint8Array): string => {
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

/** Bytes as they travel: text where they are whole UTF-8, else base64. */
export const toPayload = (bytes: Uint8Array): Payload => {
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { base64: toBase64(bytes) };
  }
};

/** UTF-8 length of a text without making its bytes, to tell whether it fits into a message. */
export const fitsInline = (text: string, limit: number): boolean =>
  text.length <= limit && encoder.encode(text).byteLength <= limit;
