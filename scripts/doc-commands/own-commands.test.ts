import { expect, test } from 'vitest';
import { ownCalls, problemOf } from './own-commands.ts';

test.each([
  ['ollama-turnkey serve --listen 127.0.0.1:1   # here', [['serve', '--listen', '127.0.0.1:1']]],
  ['export A=b\nA=b ollama-turnkey key list && ollama-turnkey audit', [['key', 'list'], ['audit']]],
  ["node native-host/dist/host.mjs key create \\\n  --name 'a b'", [['key', 'create', '--name', 'a b']]],
  ['docker compose -f a.yml run --rm proxy key list', [['key', 'list']]],
  ['sudo -u ollama-turnkey env A=/b ollama-turnkey key list', [['key', 'list']]],
  ['sudo install -d -o ollama-turnkey -m 700 /var/lib/ollama-turnkey', []],
  ['docker compose run --rm -T proxy key import < keys.txt', [['key', 'import']]],
  ['docker compose up -d', []],
])('%s', (commands, calls) => {
  expect(ownCalls(commands)).toEqual(calls);
});

test.each([
  [['serve', '--listen', '127.0.0.1:1'], undefined],
  [['--store', 'postgres://a@b/c', 'key', 'list'], undefined],
  [['serve', '--lisen', '127.0.0.1:1'], /unknown option '--lisen'/],
  [['keys', 'list'], /unknown command 'keys'/],
  [['key', 'revoke'], /missing required argument/],
])('%s', (args, problem) => {
  if (problem) expect(problemOf(args)).toMatch(problem);
  else expect(problemOf(args)).toBeUndefined();
});

test('running text may leave out arguments, but not invent options', () => {
  expect(problemOf(['key', 'revoke'], true)).toBeUndefined();
  expect(problemOf(['key'], true)).toBeUndefined();
  expect(problemOf(['key', 'revoke', '--now'], true)).toMatch(/unknown option/);
});
