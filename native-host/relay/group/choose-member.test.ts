import { expect, test } from 'vitest';
import type { Relay } from '../relay.ts';
import { chooseMember } from './choose-member.ts';
import { createMember, type Member } from './member.ts';

const member = (base: string, change: Partial<Member> = {}): Member => ({
  ...createMember(base, {} as Relay),
  models: new Set(['llama3:latest']),
  ...change,
});

const loaded = new Set(['llama3:latest']);
const open = { ...createMember('x', {} as Relay).circuit, state: 'open', admits: false } as const;

test.each<[string, Member[], string | undefined]>([
  ['the one that has the model', [member('a', { models: new Set() }), member('b')], 'b'],
  ['any while no list is known', [member('a', { models: null }), member('b')], 'a'],
  [
    'any member if none has it, so that Ollama reports that',
    [member('a', { models: new Set(), running: 1 }), member('b', { models: new Set() })],
    'b',
  ],
  [
    'a healthy member before one that has it loaded',
    [member('a', { healthy: false, loaded }), member('b')],
    'b',
  ],
  [
    'an unhealthy member if no other has it, whose error names the cause',
    [member('a', { models: new Set() }), member('b', { healthy: false })],
    'b',
  ],
  ['the one that has it loaded', [member('a'), member('b', { loaded, running: 3 })], 'b'],
  [
    'a member that must load it if the other is too busy',
    [member('a'), member('b', { loaded, running: 5 })],
    'a',
  ],
  [
    'the least busy of the members that have it loaded',
    [member('a', { loaded, running: 9 }), member('b', { loaded, running: 8 })],
    'b',
  ],
  [
    'a member that admits requests before one whose circuit is open',
    [member('a', { loaded, circuit: open }), member('b')],
    'b',
  ],
  [
    'one whose circuit is open before one that does not respond',
    [member('a', { healthy: false, loaded }), member('b', { circuit: open })],
    'b',
  ],
  ['the first of equals', [member('a'), member('b')], 'a'],
])('chooses %s', (_, members, base) => {
  expect(chooseMember(members, { models: ['llama3:latest'] }, new Set())?.base).toBe(base);
});

test('no member is tried twice', () => {
  const [one, other] = [member('a'), member('b')];
  expect(chooseMember([one, other], { models: [] }, new Set([one]))).toBe(other);
  expect(chooseMember([one, other], { models: [] }, new Set([one, other]))).toBeUndefined();
});

test.each([
  [0, 'b'],
  [1, 'b'],
  [3, 'a'],
])('a conversation with %i more running requests stays at %s', (running, base) => {
  const members = [member('a', { loaded }), member('b', { loaded, running })];
  const wanted = { models: ['llama3:latest'], last: members[1] };
  expect(chooseMember(members, wanted, new Set())?.base).toBe(base);
});
