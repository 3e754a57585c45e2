import { expect, test } from 'vitest';
import { type Match, matchOperation, withModelName } from './match.ts';

test.each([
  ['POST', '/api/chat', 'chat', '/api/chat'],
  ['HEAD', '/api/tags', 'tags', '/api/tags'],
  ['GET', '/', 'root', '/'],
  ['GET', '/v1/models/smollm2%3A135m', 'openai-model', '/v1/models/smollm2%3A135m'],
  ['GET', '/v1/models/smollm2:135m', 'openai-model', '/v1/models/smollm2%3A135m'],
  ['GET', '/v1/models/me%2Fmine', 'openai-model', '/v1/models/me%2Fmine'],
  ['POST', '/v1/messages?beta=true', 'anthropic-messages', '/v1/messages'],
  ['POST', '/v1/systemone', 'decide', '/v1/systemone'],
  ['GET', '/api/codex', 'codex', '/api/codex'],
  ['POST', '/api/codex/', 'codex', '/api/codex/'],
  ['PATCH', '/api/codex/v1/responses/a%2Fb', 'codex', '/api/codex/v1/responses/a%2Fb'],
])('%s %s is %s', (method, path, name, rebuilt) => {
  expect(matchOperation(method, path)).toMatchObject({ operation: { name }, path: rebuilt });
});

test.each([
  ['GET', '/api/chat'],
  ['post', '/api/chat'],
  ['GET', '/API/TAGS'],
  ['GET', '/api/%74ags'],
  ['GET', '//api/tags'],
  ['GET', '/api/tags/'],
  ['GET', '/api/x/../tags'],
  ['GET', '/api/tags?x=1'],
  ['GET', '/api/tags?'],
  ['POST', '/v1/messages?beta=true&model=x'],
  ['POST', '/v1/messages?beta=true#'],
  ['POST', '/v1/audio/transcriptions?model=x'],
  ['POST', '/api/chat?beta=true'],
  ['GET', '/api/tags#x'],
  ['GET', '/api/tags;x'],
  ['GET', '/api\\tags'],
  ['GET', '/v1/models/%2E%2E'],
  ['GET', '/v1/models/a%2F..%2Fb'],
  ['GET', '/v1/models/%'],
  ['GET', '/v1/models/'],
  ['GET', 'http://example.com/api/tags'],
  ['POST', '/api/nope'],
  ['POST', '/api/codexes'],
  ['POST', '/API/codex/v1/responses'],
  ['POST', '/api/%63odex/v1/responses'],
  ['POST', '//api/codex/v1/responses'],
  ['POST', '/api//codex/v1/responses'],
  ['POST', '/api/x/../codex/v1/responses'],
  ['POST', '/api/codex/v1/responses?x=1'],
])('%s %s is not an operation', (method, path) => {
  expect(matchOperation(method, path)).toBeUndefined();
});

test.each([
  ['/v1/models/gpt-4o', 'me/llama3.2:1b', '/v1/models/me%2Fllama3.2%3A1b'],
  ['/v1/models', 'llama3.2', '/v1/models'],
  ['/v1/models/gpt-4o', '..', '/v1/models/gpt-4o'],
  ['/v1/models/gpt-4o', 'a/../b', '/v1/models/gpt-4o'],
  ['/v1/models/gpt-4o', 'a?b#c', '/v1/models/gpt-4o'],
])('%s for the model %s is %s', (path, model, renamed) => {
  const match = matchOperation('GET', path) as Match;
  expect(withModelName(match, () => model)).toMatchObject({ operation: match.operation, path: renamed });
});
