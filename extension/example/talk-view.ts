import { copyButton } from '../ui/copy-button.ts';
import { byId, element } from '../ui/element.ts';
import type { Figures } from './stream-chat.ts';
import { TEXTS } from './texts.ts';
import { words } from './words.ts';

const talk = byId('talk');

const turn = (className: string, ariaLabel: string, text: Text): HTMLElement => {
  const made = element('article', { className, ariaLabel, dir: 'auto' }, text);
  talk.append(made);
  return made;
};

export const addQuestion = (text: string): HTMLElement =>
  turn('question', TEXTS.question, document.createTextNode(text));

/** An answer on the page that grows as it arrives. */
export interface AnswerView {
  readonly text: string;
  append(text: string): void;
  /** Shows the speed below the answer. */
  finish(figures: Figures): void;
  remove(): void;
}

export const addAnswer = (): AnswerView => {
  // Append to one text node: setting the whole text for each token would take quadratic time.
  const text = document.createTextNode('');
  const answer = turn('answer', TEXTS.answer, text);
  answer.dataset['testid'] = 'answer';
  return {
    get text() {
      return text.data;
    },
    append: (more) => text.appendData(more),
    finish({ firstTokenMs, tokensPerSecond }) {
      const first = element('span', { textContent: firstTokenMs.toFixed(1) });
      first.dataset['testid'] = 'first-token-ms';
      const speed = tokensPerSecond === undefined ? TEXTS.noSpeed : TEXTS.speed(tokensPerSecond);
      const line = element('span', {}, TEXTS.firstToken, first, speed);
      answer.after(
        element(
          'div',
          { className: 'figures row soft' },
          line,
          copyButton(() => text.data, words),
        ),
      );
    },
    remove: () => answer.remove(),
  };
};

export const clearTalk = (): void => talk.replaceChildren();
