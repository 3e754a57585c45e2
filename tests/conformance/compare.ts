import {
  isSummary,
  type Pairs,
  type Recording,
  toBuffer,
} from '../../scripts/stand-in/recorded/recordings.ts';
import { bodyShape, variesInLength } from './body-shape.ts';
import type { Observed } from './exchange.ts';

/** The allowed difference in length for a body that was too large to record. */
const TOLERANCE = 0.02;

/** An exchange without the parts that differ from run to run. */
export interface Comparable {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Pairs;
  readonly end: string;
  readonly body: unknown;
}

/** The recorded and the observed exchange, in a form for `toEqual`. */
export function comparableParts(
  recording: Recording,
  observed: Observed,
): { wanted: Comparable; got: Comparable } {
  const { status, statusText = '', headers, end, chunks } = recording.response;
  const summary = chunks.find(isSummary);
  if (summary !== undefined) {
    const { bytes, first } = summary;
    const near = Math.abs(observed.body.length - bytes) < bytes * TOLERANCE;
    const got = {
      near,
      first: observed.body.subarray(0, Buffer.byteLength(first)).toString(),
      oneLine: oneLine(observed),
    };
    return {
      wanted: {
        status,
        statusText,
        headers: comparableHeaders(status, headers),
        end,
        body: { near: true, first, oneLine: true },
      },
      got: { ...withoutBody(observed), body: got },
    };
  }
  const body = Buffer.concat(chunks.flatMap((chunk) => (isSummary(chunk) ? [] : [toBuffer(chunk)])));
  return { wanted: toComparable({ status, statusText, headers, end, body }), got: toComparable(observed) };
}

function toComparable(exchange: Observed): Comparable {
  const shape = bodyShape(exchange.status, contentTypeOf(exchange.headers), exchange.body.toString());
  return { ...withoutBody(exchange), body: shape };
}

function withoutBody({ status, statusText, headers, end }: Observed): Omit<Comparable, 'body'> {
  return { status, statusText, headers: comparableHeaders(status, headers), end };
}

function comparableHeaders(status: number, headers: Pairs): Pairs {
  const varies = variesInLength(status, contentTypeOf(headers));
  return headers.map(([name, value]) => {
    if (name === 'Date' || (name === 'Content-Length' && varies && value !== '0')) return [name, '<varies>'];
    return [name, value];
  });
}

function contentTypeOf(headers: Pairs): string {
  return headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
}

function oneLine(observed: Observed): boolean {
  return !observed.body.includes('\n');
}
