import { render } from 'lit';
import browser from 'webextension-polyfill';
import { byId } from '../../../ui/element.ts';
import { fillPage } from '../shared/texts/fill-page.ts';
import { words } from '../shared/texts/page-words.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { maySeeNames } from '../shared/who/extension-info.ts';
import { createActions } from './actions.ts';
import { systemOf } from './install-steps.ts';
import { onClaim, pairButton } from './pair-button.ts';
import { isPinned } from './pinned.ts';
import { readFacts } from './read-facts.ts';
import { FIRST_STATE, type WelcomeState } from './state.ts';
import { isWaiting, type StepName, stepsOf } from './steps.ts';
import { pageView } from './views/page-view.ts';
import { createWatch } from './watch.ts';

const place = byId('steps');
let state = FIRST_STATE;

const doneSteps = ({ facts }: WelcomeState): readonly StepName[] =>
  stepsOf(facts).flatMap(({ name, state: each }) => (each === 'done' ? [name] : []));

/** Where the focus goes if the focused element is gone: to the next thing to do. */
const nextFocus = () =>
  place.querySelector<HTMLElement>('[data-focus]') ??
  place.querySelector<HTMLElement>('[data-state=now] h2') ??
  byId('ready-title');

const draw = () => {
  const { activeElement: focused } = document;
  pairButton.render(() => render(pageView(state, actions), place));
  if (focused && focused !== document.body && !focused.isConnected) nextFocus().focus();
};

const change = (part: Partial<WelcomeState>): void => {
  const before = doneSteps(state);
  const known = state.facts.status !== undefined;
  state = { ...state, ...part };
  draw();
  const ticked = doneSteps(state).filter((name) => !before.includes(name));
  if (known && ticked.length > 0) words.announce(ticked.map((name) => TEXTS.welcome.done[name]).join(' '));
};

const watch = createWatch({
  async check() {
    const [read, pinned, names] = await Promise.all([readFacts(), isPinned(), maySeeNames()]);
    change({ names, facts: { ...state.facts, ...read, pinned } });
  },
  isWaiting: () => isWaiting(state.facts),
  isVisible: () => document.visibilityState === 'visible',
});
const actions = createActions({ read: () => state, change, check: watch.checkNow });

fillPage();
onClaim(actions.claimed);
draw();
void browser.runtime.getPlatformInfo().then((platform) => {
  change({ platform, system: systemOf(platform) ?? state.system });
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void watch.checkNow();
  else watch.pause();
});
addEventListener('focus', () => void watch.checkNow());
browser.storage.onChanged.addListener(() => void watch.checkNow());
void watch.checkNow();
