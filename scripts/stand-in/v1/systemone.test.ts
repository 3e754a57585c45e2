import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStandIn, type StandIn } from '../create-stand-in.ts';

let standIn: StandIn;
let url: string;
beforeEach(async () => {
  standIn = createStandIn({
    models: [
      { name: 'nimble', capabilities: ['decision'] },
      { name: 'clef', capabilities: ['decision', 'vision'] },
      'smollm2:135m',
    ],
  });
  url = await standIn.start();
});
afterEach(() => standIn.stop());

const QUESTIONS = { refund: { type: 'noul', instructions: 'Refund requested?' } };
const IMAGE = Buffer.alloc(70 * 1024, 'image').toString('base64');

const decide = async (body: unknown) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}/v1/systemone`, { method: 'POST', body: text });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('each type of question is answered, with its token usage', async () => {
  const questions = {
    ...QUESTIONS,
    label: { type: 'choice', criteria: { bug: 'Software errors', billing: 'Payments' } },
    urgency: { type: 'score', criteria: ['Routine', 'Soon', 'Immediate'] },
  };
  const { status, body } = await decide({ model: 'nimble', state: { ticket: 'Charged twice.' }, questions });
  expect([status, Object.keys(body)]).toEqual([200, ['model', 'answers', 'usage']]);
  expect(body).toMatchObject({
    model: 'nimble',
    answers: {
      refund: { type: 'noul', noul: 0.9 },
      label: { type: 'choice', choice: 'bug', probabilities: { bug: 0.9 } },
      urgency: { type: 'score' },
    },
    usage: { input_tokens: expect.any(Number), output_tokens: 0 },
  });
});

test('a picture does not count as text', async () => {
  const { status } = await decide({ model: 'clef', state: null, images: [IMAGE], questions: QUESTIONS });
  expect(status).toBe(200);
});

const body = (change: object) => ({ model: 'nimble', state: 'x', questions: QUESTIONS, ...change });
const many = Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`q${at}`, { type: 'noul' }]));

test.each([
  ['bad JSON', '{', 400],
  ['no model', { state: 'x', questions: QUESTIONS }, 400],
  ['a blank model', body({ model: ' ' }), 400],
  ['a model that is missing', body({ model: 'missing' }), 404],
  ['a cloud model', body({ model: 'nimble:cloud' }), 400],
  ['a model that only chats', body({ model: 'smollm2:135m' }), 400],
  ['a picture for a model without vision', body({ images: [IMAGE] }), 400],
  ['the URL of a picture', body({ model: 'clef', images: ['data:image/png;base64,aW1hZ2U='] }), 400],
  ['a video', body({ videos: ['video.mp4'] }), 400],
  ['no question', body({ questions: {} }), 400],
  ['65 questions', body({ questions: many }), 400],
  ['a choice of one', body({ questions: { a: { type: 'choice', criteria: { b: 'c' } } } }), 400],
  ['a score without levels', body({ questions: { a: { type: 'score' } } }), 400],
  ['a question of an unknown type', body({ questions: { a: { type: 'other' } } }), 400],
  ['a long text', body({ state: 'x'.repeat(64 * 1024) }), 413],
  ['a long text beside a picture', body({ model: 'clef', state: 'x'.repeat(65_536), images: [IMAGE] }), 413],
  ['a body of more than 32 MiB', body({ images: ['A'.repeat(32 * 1024 * 1024)] }), 413],
])('%s is refused', async (_, request, status) => {
  const refused = await decide(request);
  expect(refused).toMatchObject({ status, body: { error: expect.any(String) } });
});

test.each([
  ['POST', '/v1/messages/count_tokens', 404],
  ['GET', '/v1/files', 404],
  ['POST', '/v1/responses/compact', 404],
  ['GET', '/v1/systemone', 405],
])('%s %s is %i, since Ollama has no such route', async (method, path, status) => {
  const response = await fetch(url + path, { method });
  const text = status === 404 ? '404 page not found' : '405 method not allowed';
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    status,
    'text/plain',
    text,
  ]);
});
