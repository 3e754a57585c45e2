import { byId } from '../ui/element.ts';
import { TEXTS } from './texts.ts';

const form = byId<HTMLFormElement>('ask');
const prompt = byId<HTMLTextAreaElement>('prompt');
const send = byId<HTMLButtonElement>('send');
const stop = byId<HTMLButtonElement>('stop');

export const say = (text: string): void => {
  byId('status').textContent = text;
};

/** Shows what the page waits for, in the middle of it. */
export const wait = (text: string): void => {
  byId('waiting').textContent = text;
};

let running = false;
let usable = true;

const updateSend = () => {
  send.disabled = running || !usable;
};

/** Disables Send while no model can be used. A question that is sent before the models are known waits for them. */
export const usableModel = (is: boolean): void => {
  usable = is;
  updateSend();
};

/** Shows Stop instead of Send while an answer arrives. */
export const busy = (is: boolean): void => {
  const wasOnStop = document.activeElement === stop;
  running = is;
  updateSend();
  send.hidden = is;
  stop.hidden = !is;
  if (wasOnStop && !is) prompt.focus();
  byId('talk').ariaBusy = String(is);
  if (is) say(TEXTS.thinking);
};

/** Puts a question back into the field, before any text typed since. */
export const restoreQuestion = (question: string): void => {
  prompt.value = prompt.value === '' ? question : `${question}\n${prompt.value}`;
};

/** Sends the question in the field, if there is one. */
export const sendQuestion = (): void => form.requestSubmit();

/** Calls back on Send and Stop. `onAsk` returns false to keep the question in the field. */
export const setUpComposer = (onAsk: (question: string) => boolean, onStop: () => void): void => {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const question = prompt.value.trim();
    if (question !== '' && !send.disabled && onAsk(question)) prompt.value = '';
  });

  prompt.addEventListener('keydown', (event) => {
    // Enter during composition confirms the word in the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  stop.addEventListener('click', onStop);

  for (const idea of document.querySelectorAll<HTMLButtonElement>('.idea')) {
    idea.addEventListener('click', () => {
      prompt.value = idea.textContent;
      prompt.focus();
    });
  }
};
