import { html, nothing, render, type TemplateResult } from 'lit';
import browser from 'webextension-polyfill';
import { keepFocus } from '../../../ui/keep-focus.ts';
import { insert } from '../../../ui/texts/fill.ts';
import { host } from './host.ts';
import { showProblem } from './show-problem.ts';
import { LANG, TEXTS } from './texts/texts.ts';

interface State {
  /** The end of the pairing window, in milliseconds since the epoch. Undefined: nothing is shown. */
  readonly until: number | undefined;
  /** Whether the host is being asked to pair. */
  readonly busy: boolean;
}

const view = ({ until, busy }: State, claim: () => void): TemplateResult | typeof nothing => {
  if (until === undefined) return nothing;
  const when = new Intl.DateTimeFormat(LANG, { timeStyle: 'short' }).format(until);
  return html`<p>${insert(TEXTS.pairByClick.hint, { when })}</p>
    <button type="button" class="primary" data-testid="pair-by-click" aria-disabled=${busy} @click=${claim}>
      ${TEXTS.pairByClick.pair}
    </button>`;
};

interface Options {
  /** Filled with the button, and emptied. */
  readonly place: HTMLElement;
  /** A live region for errors. */
  readonly answer: HTMLElement;
  /** Receives the focus if the button had it when it disappeared. */
  readonly fallback: HTMLElement;
  onPaired(): void;
}

/** A button that pairs this browser without a key, which is shown while the pairing window is open. */
export interface PairByClick {
  /** Looks whether a window is open now. Call it with false if this browser is paired, or the host is out of reach. */
  show(wanted: boolean): Promise<void>;
}

/** Creates the button. Nothing is shown until `show` is called. */
export const pairByClick = ({ place, answer, fallback, onPaired }: Options): PairByClick => {
  let state: State = { until: undefined, busy: false };
  let ends: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    keepFocus(place, fallback, () => render(view(state, claim), place));
  };

  const claim = () => {
    if (state.busy) return;
    answer.replaceChildren();
    set({ busy: true });
    host
      .call('pair.claim')
      .then(async ({ token }) => {
        await browser.storage.local.set({ token });
        set({ until: undefined });
        onPaired();
      })
      .catch(showProblem(answer))
      .finally(() => set({ busy: false }));
  };

  const show = async (wanted: boolean): Promise<void> => {
    last += 1;
    const own = last;
    clearTimeout(ends);
    // A host that is older than this call rejects it, and has no window.
    const found = wanted ? await host.call('pair.window').catch(() => undefined) : undefined;
    if (own !== last) return;
    const until = found?.open ? found.until : undefined;
    set({ until });
    if (until !== undefined) ends = setTimeout(() => void show(true), Math.max(0, until - Date.now()));
  };

  return { show };
};
