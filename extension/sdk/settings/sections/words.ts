import type { Problem } from '../../../../shared/errors/problem.ts';
import { splitCommands } from '../../../ui/split-commands.ts';
import { button, piece } from '../piece.ts';
import type { ShownCode } from '../texts/texts.ts';
import type { Context } from './section.ts';

type Words = Pick<Context, 'lang' | 'texts' | 'announce'>;

const copyButton = (command: string, { texts, announce }: Words): HTMLButtonElement => {
  const copy = button('button copy', texts.copy, () => {
    const tell = (text: string) => {
      copy.textContent = text;
      announce(text);
    };
    navigator.clipboard.writeText(command).then(
      () => tell(texts.copied),
      () => tell(texts.notCopied),
    );
  });
  copy.ariaLabel = `${texts.copy}: ${command}`;
  copy.addEventListener('blur', () => {
    copy.textContent = texts.copy;
  });
  return copy;
};

/** A sentence whose `commands` in backticks are code, each with a button that copies it. */
export const withCommands = (sentence: string, words: Words): readonly (Node | string)[] =>
  splitCommands(sentence).flatMap(({ text, code, command }) => {
    if (!code) return [text];
    const shown = piece('code', 'command', { textContent: text, dir: 'ltr' });
    return command ? [shown, ' ', copyButton(text, words)] : [shown];
  });

/** What happened and what to do, in the language of the settings where it has words for it. */
export const problemWords = (
  { code, message, help = '' }: Problem,
  { lang, texts }: Pick<Words, 'lang' | 'texts'>,
): { readonly what: string; readonly help: string; readonly translated: boolean } => {
  const own = texts.problems[code as ShownCode];
  return {
    what: own?.[0] ?? message,
    help: own?.[1] ?? help,
    translated: own !== undefined || lang === 'en',
  };
};

/** The same as a person reads it, with the code for whoever helps them. */
export const problemView = (problem: Problem, words: Words): HTMLElement => {
  const { what, help, translated } = problemWords(problem, words);
  const view = piece('div', 'problem', {}, piece('div', 'what', { textContent: what }));
  if (help) view.append(piece('div', 'help', {}, ...withCommands(help, words)));
  view.append(piece('code', 'code', { textContent: problem.code, dir: 'ltr' }));
  if (!translated) view.lang = 'en';
  return view;
};
