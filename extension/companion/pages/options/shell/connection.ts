import type { Problem } from '../../../../../shared/errors/problem.ts';
import type { TurnkeyStatus } from '../../../../../shared/protocol/status.ts';
import { explain } from '../../../../sdk/explain.ts';
import { connectionSteps, HOPS } from '../../../../ui/connection-steps.ts';
import { byId } from '../../../../ui/element.ts';
import { say } from '../../../../ui/piece.ts';
import { problemWords } from '../../../../ui/problem-view.ts';
import { plural } from '../../../../ui/texts/fill.ts';
import type { Words } from '../../../../ui/texts/texts.ts';
import { actionButtons } from '../../shared/action-buttons.ts';
import { showProblem } from '../../shared/show-problem.ts';
import { words as pageWords } from '../../shared/texts/page-words.ts';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';

const { texts } = pageWords;

/** On this page, the key goes into the field below. */
const words: Words = {
  ...pageWords,
  texts: { ...texts, problems: { ...texts.problems, no_key: [TEXTS.unpaired, TEXTS.pasteBelow] } },
};

const summary = byId('summary');
const details = byId<HTMLDetailsElement>('connection');
const steps = connectionSteps(
  words,
  byId('way'),
  actionButtons(() => byId('check').click()),
);

/** The state shown last: the user's choice to expand the steps holds until it changes. */
let shown: string | undefined;

const setState = (
  state: 'ready' | 'problem',
  text: string,
  { open = state === 'problem', announced = text } = {},
): void => {
  say(summary, text);
  pageWords.announce(announced);
  details.dataset['state'] = state;
  const now = state === 'ready' ? state : announced;
  if (now !== shown) details.open = open;
  shown = now;
};

/** One line when all is ready: “Connected · Ollama 0.24.0 · 7 models”. */
const readyLine = ({ ollama: { version } }: TurnkeyStatus, models?: number): string =>
  [
    TEXTS.options.connected,
    ...(version === undefined ? [] : [`Ollama ${version}`]),
    ...(models === undefined ? [] : [plural(TEXTS.options.modelCount, models, LANG)]),
  ].join(' · ');

/** Names the step that has the problem. The step itself, which is expanded, says what it is. */
const showBroken = (status: TurnkeyStatus, problem: Problem): void => {
  const { what } = problemWords(problem, words);
  // The field for the key says what to do about a missing pairing.
  const isKey = problem.code === 'no_key';
  const hop = isKey ? undefined : HOPS.find((name) => status[name].problem);
  const line = hop ? `${texts.hops[hop]} · ${texts.states.problem}` : what;
  setState('problem', line, { open: !isKey, announced: what });
};

/** Shows the connection as one line. The steps below it are expanded if one has a problem. */
export const showConnection = (status: TurnkeyStatus): void => {
  const { problem } = status;
  if (problem) showBroken(status, problem);
  else setState('ready', readyLine(status));
  steps.show(status);
  // An error may have taken its place. Moving it while it is in the page would lose the focus.
  if (!steps.root.isConnected) byId('hops').replaceChildren(steps.root);
};

/** Adds the number of models to the line. */
export const showModelCount = (status: TurnkeyStatus, models: number): void =>
  say(summary, readyLine(status, models));

/** Shows that the check itself failed. */
export const showCheckFailed = (error: unknown): void => {
  const isKnown = explain(error).code !== undefined;
  setState('problem', isKnown ? texts.states.problem : TEXTS.hostSilent);
  if (isKnown) showProblem(byId('hops'))(error);
  else byId('hops').replaceChildren();
};

/** Shows that a check has begun that the user asked for. */
export const showChecking = (): void => {
  say(summary, texts.checking);
  pageWords.announce(texts.checking);
};
