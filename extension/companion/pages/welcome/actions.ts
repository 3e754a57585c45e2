import browser from 'webextension-polyfill';
import { parseKey } from '../../../../shared/key/key.ts';
import { host } from '../shared/host.ts';
import { createPull } from '../shared/models/pull.ts';
import { pairWithKey } from '../shared/pairing/pair.ts';
import { shownError } from '../shared/shown-error.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { requestNames } from '../shared/who/extension-info.ts';
import { sayHello } from './say-hello.ts';
import { type Hello, modelOf, type WelcomeState } from './state.ts';
import type { Actions } from './views/actions.ts';

interface Options {
  read(): WelcomeState;
  change(part: Partial<WelcomeState>): void;
  /** Reads everything again. */
  check(): Promise<void>;
}

/** What the buttons of the page do. */
export const createActions = ({
  read,
  change,
  check,
}: Options): Actions & { claimed(claim: Promise<void>): Promise<void> } => {
  let stopping = new AbortController();
  const pull = createPull(host, () => change({ pull: pull.state }));

  const pairBy = async (by: 'click' | 'key', act: Promise<void>) => {
    try {
      await act;
      change({ pairProblem: undefined });
    } catch (error) {
      change({ pairProblem: { by, shown: shownError(error) } });
    }
    await check();
  };

  const runCheckUp = async () => {
    if (read().checkUp.running) return;
    change({ checkUp: { running: true } });
    try {
      change({ checkUp: { running: false, result: await host.call('checkup.run') } });
    } catch (error) {
      change({ checkUp: { running: false, problem: shownError(error) } });
    }
  };

  const speak = async () => {
    const model = modelOf(read());
    if (model === undefined) return;
    stopping = new AbortController();
    const { signal } = stopping;
    const hello = (next: Hello) => change({ hello: next });
    hello({ phase: 'loading', text: '' });
    try {
      const answer = await sayHello(model, TEXTS.welcome.prompt, signal, (text) =>
        hello({ phase: 'speaking', text }),
      );
      hello({ ...answer, phase: answer.text.trim() ? 'done' : 'silent' });
      if (answer.text.trim()) change({ facts: { ...read().facts, answered: true } });
    } catch (error) {
      const { text } = read().hello;
      hello(
        signal.aborted ? { phase: 'stopped', text } : { phase: 'failed', text, problem: shownError(error) },
      );
      if (!signal.aborted) await check();
    }
  };

  return {
    check() {
      change({ checking: true });
      void check().finally(() => change({ checking: false }));
    },
    runCheckUp: () => void runCheckUp(),
    showSystem: (system) => change({ system }),
    claimed: (claim) => pairBy('click', claim),
    pairWithKey(key) {
      const mistyped = parseKey('otk', key) === undefined;
      change({ mistyped, pairProblem: undefined });
      if (!mistyped) void pairBy('key', pairWithKey(key));
    },
    typeKey: () => change({ mistyped: false, pairProblem: undefined }),
    download: (model) => void pull.start(model).then((done) => (done ? check() : undefined)),
    cancelDownload: () => pull.cancel(),
    chooseModel: (model) => change({ model }),
    sayHello: () => void speak(),
    stop: () => stopping.abort(),
    requestNames: () => void requestNames().then((names) => change({ names })),
    openSettings: () => void browser.runtime.openOptionsPage(),
  };
};
