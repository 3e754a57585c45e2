import { createHash } from 'node:crypto';
import type { UpstreamRequest } from '../relay.ts';
import type { Member } from './member.ts';

/** Which member answered a conversation last, so that the next turn goes where its beginning is in the prompt cache. */
export interface Conversations<Of = Member> {
  /** The member that answered the longest known beginning; undefined if none is known. */
  last(beginnings: readonly string[]): Of | undefined;
  note(beginnings: readonly string[], member: Of): void;
}

/** Bytes of the shortest beginning. Less is read again quickly. */
const SHORTEST = 512;

/** Bytes of a request that are looked at. */
const LONGEST = 1024 * 1024;

/** Each beginning is longer than the one before by this factor. A turn has most of its conversation in common with the next. */
const STEP = 1.25;

/** Beginnings that are known at once: each takes about 100 bytes, and a long conversation has thirty. */
const MOST = 16_384;

/**
 * The digests of the beginnings of a request to a model, shortest first. Every API lists the messages in order, and a client
 * writes the same messages in the same way, so two turns of one conversation begin with the same bytes. Digests of different
 * owners differ. None for requests that have no conversation.
 */
export const beginningsOf = ({
  owner = '',
  models = [],
  operation,
  body,
}: Pick<UpstreamRequest, 'owner' | 'models' | 'operation' | 'body'>): readonly string[] => {
  if (operation?.scope !== 'infer' || !(typeof body === 'string' || Buffer.isBuffer(body))) return [];
  const bytes = typeof body === 'string' ? Buffer.from(body.slice(0, LONGEST)) : body;
  const hash = createHash('sha256').update(`${owner}\n${models.join('\n')}\n`);
  const found: string[] = [];
  let from = 0;
  for (let until = SHORTEST; until <= Math.min(bytes.byteLength, LONGEST); until = Math.ceil(until * STEP)) {
    hash.update(bytes.subarray(from, until));
    from = until;
    found.push(hash.copy().digest('base64url').slice(0, 22));
  }
  return found;
};

/** @param most beginnings that are known at once. The oldest are forgotten. */
export const createConversations = <Of = Member>(most = MOST): Conversations<Of> => {
  const known = new Map<string, Of>();
  return {
    last(beginnings) {
      const longest = beginnings.findLast((each) => known.has(each));
      return longest === undefined ? undefined : known.get(longest);
    },
    note(beginnings, member) {
      for (const each of beginnings) {
        // A map is in the order in which its keys were added.
        known.delete(each);
        known.set(each, member);
      }
      for (const oldest of known.keys()) {
        if (known.size <= most) break;
        known.delete(oldest);
      }
    },
  };
};
