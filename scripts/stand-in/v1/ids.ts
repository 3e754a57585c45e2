import { randomBytes, randomInt } from 'node:crypto';

/** An id such as `chatcmpl-353`. */
export function shortId(prefix: string): string {
  return `${prefix}-${randomInt(999)}`;
}

/** An id such as `resp_468054`. */
export function longId(prefix: string): string {
  return `${prefix}_${randomInt(999_999)}`;
}

/** An id such as `msg_693ff15e6220f7e1f6e096ea`. */
export function hexId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

/** Seconds since 1970, now or at the time of a record. */
export function unixSeconds(timestamp?: string): number {
  return Math.floor((timestamp === undefined ? Date.now() : Date.parse(timestamp)) / 1000);
}
