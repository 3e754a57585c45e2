import { expect, test } from 'vitest';
import { COMPANION, EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const TERMS = { scopes: ['read', 'infer'], models: null, duration: 'always' } as const;
const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

test('an extension without a grant learns only whether Ollama responds', async () => {
  const { call, ollama } = setUpCalls();
  expect(await call('status', undefined, EXTENSION)).toMatchObject({
    value: { paired: false, grant: null, access: { state: 'problem' }, ollama: { state: 'ready' } },
  });
  ollama.probed = { error: refused() };
  const answer = await call('status', undefined, EXTENSION);
  expect(answer).toMatchObject({
    value: { ollama: { state: 'problem', problem: { code: 'ollama_unreachable' } } },
  });
  expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|0\.35/);
});

test('an allowed extension and the companion get the version and the address of Ollama', async () => {
  const { call, pair, context } = setUpCalls();
  await pair();
  await call('grants.allow', { caller: EXTENSION.id, ...TERMS });
  for (const caller of [EXTENSION, COMPANION]) {
    expect(await call('status', undefined, caller)).toMatchObject({
      value: {
        ...{ version: '1.2.3', paired: true, access: { state: 'ready' } },
        ollama: { state: 'ready', version: '0.35.0', address: context.upstream.address },
      },
    });
  }
});

test('only the companion gets the system’s error code', async () => {
  const { call, pair, ollama } = setUpCalls();
  await pair();
  await call('grants.allow', { caller: EXTENSION.id, ...TERMS });
  ollama.probed = { error: refused() };
  expect(JSON.stringify(await call('status'))).toContain('ECONNREFUSED');
  expect(JSON.stringify(await call('status', undefined, EXTENSION))).not.toContain('ECONNREFUSED');
});
