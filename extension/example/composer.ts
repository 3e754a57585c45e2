import { byId } from '../ui/element.ts';
import { TEXTS } from './texts.ts';

const form = byId<HTMLFormElement>('ask');
const prompt = byId<HTMLTextAreaElement>('prompt');
const send = byId<HTMLButtonElement>('send');
const stop = byId<HTMLButtonElement>('stop');

export const say = (text: string): void => {
  byId('status').textContent = text;
};

/** While an answer comes there is Stop, else Send. What is typed meanwhile stays. */
export const busy = (is: boolean): void => {
  const wasOnStop = document.activeElement === stop;
  send.disabled = is;
  send.hidden = is;
  stop.hidden = !is;
  if (wasOnStop && !is) prompt.focus();
  byId('talk').ariaBusy = String(is);
  if (is) say(TEXTS.thinking);
};

/** Puts a question back, before what has been typed since. */
export const giveBack = (question: string): void => {
  prompt.value = prompt.value === '' ? question : `${question}\n${prompt.value}`;
};

/** Calls back when a question is sent or Stop is pressed. `onAsk` returns false to leave the question in the field. */
export const setUpComposer = (onAsk: (question: string) => boolean, onStop: () => void): void => {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const question = prompt.value.trim();
    if (question !== '' && !send.disabled && onAsk(question)) prompt.value = '';
  });

  prompt.addEventListener('keydown', (event) => {
    // While an input method composes a word, Enter belongs to that.
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
