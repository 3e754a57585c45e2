import { expect, onTestFinished, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { bearer, post } from './ask.ts';
import { createServeEnv } from './start-serve.ts';

const setTwo = async () => {
  const standIns = [createStandIn({ models: ['a:1b'] }), createStandIn({ models: ['b:1b'] })];
  const urls = await Promise.all(standIns.map((standIn) => standIn.start()));
  const testEnv = await createServeEnv();
  onTestFinished(async () => {
    await testEnv.dispose();
    for (const standIn of standIns) await standIn.stop();
  });
  const headers = bearer(await testEnv.key('--http'));
  const serve = await testEnv.serve(urls.flatMap((url) => ['--upstream', url]));
  const generate = (model: string) =>
    serve.call('/api/generate', post({ model, prompt: 'Hi', stream: false }, headers));
  const names = async () =>
    JSON.parse((await serve.call('/v1/models', { headers })).body).data.map(({ id }: { id: string }) => id);
  return { standIns, serve, generate, names };
};

test('several Ollamas act as one: their models are listed together, and each request goes to one that has its model', async () => {
  const { standIns, generate, names } = await setTwo();
  expect(await names()).toEqual(['a:1b', 'b:1b']);
  for (const model of ['a:1b', 'b:1b', 'b:1b']) expect((await generate(model)).status).toBe(200);
  const asked = standIns.map(
    ({ requests }) => requests.filter(({ path }) => path === '/api/generate').length,
  );
  expect(asked).toEqual([1, 2]);
});

test('when one stops, only its own models are missing', async () => {
  const { standIns, serve, generate } = await setTwo();
  await generate('a:1b');
  await standIns[0]?.stop();
  expect((await generate('b:1b')).status).toBe(200);
  const { status, body } = await generate('a:1b');
  expect([status, JSON.parse(body).code]).toEqual([502, 'ollama_unreachable']);
  await expect.poll(() => serve.said()).toContain('(ECONNREFUSED)');
});
