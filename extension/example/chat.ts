import type { Message } from 'ollama/browser';
import { createTurnkey } from '../sdk/index.ts';
import { byId } from '../ui/element.ts';
import { busy, restoreQuestion, say, sendQuestion, setUpComposer, usableModel, wait } from './composer.ts';
import { setUpConnectionPanel } from './connection-panel.ts';
import { followEnd } from './follow-end.ts';
import { createChat } from './stream-chat.ts';
import { addAnswer, addQuestion, clearTalk } from './talk-view.ts';
import { TEXTS } from './texts.ts';
import { advise, complain, noTrouble } from './trouble.ts';

const models = byId<HTMLSelectElement>('models');
/** The option of a list that is empty. */
const none = models.options[0] ?? new Option();
const toEnd = followEnd(byId('scroll'), byId('flow'));

let turnkey = createTurnkey();
let chat = createChat(turnkey.fetch);
let messages: Message[] = [];
/** Whether the question in the field waits for the list of models. */
let waiting = false;

const showModels = (names: readonly string[]) => {
  const chosen = models.value;
  models.replaceChildren(...(names.length > 0 ? names.map((name) => new Option(name)) : [none]));
  if (names.includes(chosen)) models.value = chosen;
  models.disabled = names.length === 0;
  usableModel(names.length > 0);
};

const listModels = async () => {
  const asked = chat;
  noTrouble();
  say('');
  wait(TEXTS.looking);
  try {
    const names = await asked.models();
    if (asked !== chat) return;
    wait('');
    showModels(names);
    say(names.length === 0 ? '' : TEXTS.ready);
    if (names.length === 0) advise(TEXTS.noModel, listModels);
    else if (waiting) sendQuestion();
    waiting = false;
  } catch (error) {
    // The key was changed in the meantime, which requested another list.
    if (asked !== chat) return;
    wait('');
    complain(error, { again: listModels, askForAccess: () => askForAccess(listModels) });
  }
};

/** Opens the approval window, and repeats what failed once the user has allowed it. */
const askForAccess = (again: () => unknown) => {
  noTrouble();
  wait(TEXTS.waiting);
  turnkey.requestAccess({ reason: TEXTS.reason }).then(again, (error) => {
    wait('');
    complain(error, { again, askForAccess: () => askForAccess(again) });
  });
};

const ask = async (question: string) => {
  const talk = messages;
  noTrouble();
  busy(true);
  talk.push({ role: 'user', content: question });
  const asked = addQuestion(question);
  const answer = addAnswer();
  toEnd();
  let outcome = '';
  try {
    const figures = await chat.stream(models.value, talk, (text) => {
      if (answer.text === '' && text !== '') say(TEXTS.answering);
      answer.append(text);
    });
    answer.finish(figures);
  } catch (error) {
    if ((error as Error).name === 'AbortError') outcome = TEXTS.stopped;
    else complain(error, { askForAccess: () => askForAccess(sendQuestion) });
  }
  if (answer.text !== '') talk.push({ role: 'assistant', content: answer.text });
  else if (talk === messages) {
    // No answer: restore the page as if the question had not been sent.
    talk.pop();
    asked.remove();
    answer.remove();
    restoreQuestion(question);
  }
  busy(false);
  say(outcome);
};

setUpComposer(
  (question) => {
    waiting = models.value === '';
    if (waiting) void listModels();
    else void ask(question);
    return !waiting;
  },
  () => chat.stop(),
);

setUpConnectionPanel({
  turnkey: () => turnkey,
  askForAccess: () => askForAccess(listModels),
  useKey(key) {
    turnkey.close();
    turnkey = createTurnkey(key === '' ? {} : { key });
    chat = createChat(turnkey.fetch);
    void listModels();
  },
  complain: (error) => complain(error),
});

byId('fresh').addEventListener('click', () => {
  chat.stop();
  messages = [];
  clearTalk();
  noTrouble();
  byId('prompt').focus();
});

void listModels();
