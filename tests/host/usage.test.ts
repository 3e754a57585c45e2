import { expect, test } from 'vitest';
import { dayOf, hourOf } from '../../shared/access/usage.ts';
import { ask, chat, get, MODEL, post, refusal } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

test('usage is recorded by day and model, with Ollama’s own counts', async () => {
  const testEnv = await createHostEnv();
  const { host, root } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  const { id } = await client.call('access.request', {});
  const said = (await ask(client, chat())).toString().trim().split('\n').at(-1) ?? '';
  const { prompt_eval_count: promptTokens, eval_count: outputTokens } = JSON.parse(said);
  await ask(client, post('/api/chat', { model: 'nowhere', messages: [] }));
  await ask(client, get('/api/version'));
  const counts = { day: dayOf(Date.now()), grantId: id };
  const none = { promptTokens: 0, outputTokens: 0, estimated: 0 };
  const rows = await root.call('usage.list', { since: counts.day });
  expect(rows.filter(({ grantId }) => grantId === id)).toEqual([
    { ...counts, model: '', requests: 2, errors: 1, ...none, ms: expect.any(Number) },
    {
      ...counts,
      model: MODEL,
      requests: 1,
      errors: 0,
      promptTokens,
      outputTokens,
      estimated: 0,
      ms: expect.any(Number),
    },
  ]);
  const usage = async (...flags: string[]) =>
    JSON.parse((await testEnv.cli('usage', '--json', ...flags)).stdout) as Record<string, unknown>[];
  expect((await usage()).filter(({ grantId }) => grantId === id)).toEqual(
    rows.filter(({ grantId }) => grantId === id),
  );
  expect(await usage('--by', 'model')).toMatchObject([{ model: '' }, { model: MODEL, outputTokens }]);
  expect((await testEnv.cli('usage', '--by', 'grant')).stdout).toContain(CLIENT.id);
  expect((await testEnv.cli('usage', '--by', 'week')).code).toBe(2);
});

test('a decision is recorded with its own usage, and needs the scope and the model in its grant', async () => {
  const testEnv = await createHostEnv({
    models: [
      { name: 'nimble', capabilities: ['decision'] },
      { name: 'other', capabilities: ['decision'] },
    ],
  });
  const { host, root } = await testEnv.paired(allow(['infer'], ['nimble']));
  const client = host.client(CLIENT);
  const { id } = await client.call('access.request', {});
  const criteria = { prompt_eval_count: 'one', eval_count: 'two' };
  const questions = { label: { type: 'choice', criteria }, sure: { type: 'noul' } };
  const decide = (model: string) => post('/v1/systemone', { model, state: 'Charged twice.', questions });
  const { answers, usage } = JSON.parse((await ask(client, decide('nimble'))).toString());
  expect(answers).toMatchObject({ label: { choice: 'prompt_eval_count' }, sure: { noul: 0.9 } });
  expect(usage.input_tokens).toBeGreaterThan(0);
  const refused = await refusal(client, decide('other'));
  expect(refused).toMatchObject({ status: 403, code: 'model_not_allowed' });
  const rows = await root.call('usage.list', { since: '' });
  expect(rows.filter(({ grantId }) => grantId === id)).toMatchObject([
    { model: 'nimble:latest', requests: 1, promptTokens: usage.input_tokens, outputTokens: 0 },
  ]);
});

test('a stream that its reader cancels counts as a request, not as an error', async () => {
  const testEnv = await createHostEnv();
  const { host, root } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await client.call('access.request', {});
  const gate = testEnv.standIn.holdNext({ afterTokens: 2 });
  const reply = await client.request(chat());
  await gate.reached;
  await reply.body.cancel();
  await testEnv.standIn.waitForIdle();
  const rows = await root.call('usage.list', { since: '' });
  expect(rows).toContainEqual(expect.objectContaining({ model: MODEL, requests: 1, errors: 0 }));
});

test('a chat appears in the activity with its tokens, and a request that only reads in the counts alone', async () => {
  const testEnv = await createHostEnv();
  const { host, root } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  const { id } = await client.call('access.request', {});
  const since = hourOf(Date.now());
  const said = (await ask(client, chat())).toString().trim().split('\n').at(-1) ?? '';
  const { prompt_eval_count: promptTokens, eval_count: outputTokens, eval_duration: ns } = JSON.parse(said);
  await ask(client, get('/api/version'));
  await ask(client, post('/api/chat', { model: 'nowhere', messages: [] }));
  const until = since + 2 * 3_600_000;
  for (const unit of ['hour', 'day'] as const) {
    const rows = await root.call('activity.summary', { unit, since, until });
    const own = rows.filter(({ grantId }) => grantId === id);
    expect(own.map(({ hour, model, requests, errors }) => [hour >= since, model, requests, errors])).toEqual([
      [unit === 'hour', '', 2, 1],
      [unit === 'hour', MODEL, 1, 0],
    ]);
    expect(own[1]).toMatchObject({ promptTokens, outputTokens });
  }
  const recent = await root.call('activity.recent', { limit: 5 });
  const common = {
    grantId: id,
    operation: 'chat',
    code: null,
    at: expect.any(Number),
    ms: expect.any(Number),
  };
  expect(recent).toMatchObject([
    { ...common, model: '', state: 'error', status: 404 },
    { ...common, model: MODEL, state: 'ok', status: 200, promptTokens, outputTokens },
  ]);
  const [, { firstMs, ms, outputMs } = { firstMs: null, ms: 0, outputMs: null }] = recent;
  expect([firstMs !== null && firstMs <= ms, outputMs]).toEqual([true, Math.round(ns / 1e6)]);
});
