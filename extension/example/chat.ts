import type { Message } from 'ollama/browser';
import { explain } from '../sdk/explain.ts';
import { createTurnkey } from '../sdk/index.ts';
import { byId } from '../ui/element.ts';
import { hopsView } from '../ui/hops-view.ts';
import { problemView } from '../ui/problem-view.ts';
import { createChat } from './stream-chat.ts';
import { addAnswer, addQuestion, showFigures } from './talk-view.ts';

const models = byId<HTMLSelectElement>('models');
const prompt = byId<HTMLTextAreaElement>('prompt');
const send = byId<HTMLButtonElement>('send');
const stop = byId<HTMLButtonElement>('stop');
const status = byId('status');

let turnkey = createTurnkey();
let chat = createChat(turnkey.fetch);
const messages: Message[] = [];

const complain = (error: unknown) => byId('trouble').replaceChildren(problemView(explain(error)));

const listModels = async () => {
  byId('trouble').replaceChildren();
  status.textContent = 'Looking for models…';
  try {
    const names = await chat.models();
    models.replaceChildren(...names.map((name) => new Option(name)));
    models.disabled = names.length === 0;
    status.textContent = names.length === 0 ? 'Ollama has no model yet: pull one first.' : 'Ready.';
  } catch (error) {
    status.textContent = '';
    complain(error);
  }
};

const busy = (is: boolean) => {
  send.disabled = is;
  stop.disabled = !is;
  status.textContent = is ? 'Thinking…' : '';
};

const ask = async (question: string) => {
  byId('trouble').replaceChildren();
  messages.push({ role: 'user', content: question });
  addQuestion(question);
  const answer = addAnswer();
  busy(true);
  try {
    const result = await chat.stream(models.value, messages, (text) => {
      answer.textContent += text;
    });
    messages.push({ role: 'assistant', content: answer.textContent ?? '' });
    showFigures(answer, result);
  } catch (error) {
    if (answer.textContent === '') answer.remove();
    if ((error as Error).name !== 'AbortError') complain(error);
  } finally {
    busy(false);
  }
};

byId<HTMLFormElement>('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const question = prompt.value.trim();
  if (question === '' || send.disabled) return;
  prompt.value = '';
  void ask(question);
});

prompt.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  byId<HTMLFormElement>('ask').requestSubmit();
});

stop.addEventListener('click', () => chat.stop());

byId<HTMLDetailsElement>('more').addEventListener('toggle', async () => {
  byId('hops').replaceChildren(hopsView(await turnkey.status()));
});

byId('access').addEventListener('click', () => {
  turnkey.requestAccess({ reason: 'To chat with your models.' }).then(listModels, complain);
});

byId<HTMLFormElement>('own').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = byId<HTMLInputElement>('own-key');
  const key = field.value;
  field.value = '';
  turnkey.close();
  turnkey = createTurnkey(key ? { key } : {});
  chat = createChat(turnkey.fetch);
  void listModels();
});

void listModels();
