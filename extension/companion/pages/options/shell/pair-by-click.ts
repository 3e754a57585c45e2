import { nothing, render } from 'lit';
import { keepFocus } from '../../../../ui/keep-focus.ts';
import { host } from '../../shared/host.ts';
import { createPairButton } from '../../shared/pairing/pair-button.ts';
import { showProblem } from '../../shared/show-problem.ts';
import { consent } from './consent.ts';

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
  let ends: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  /** @param until the end of the pairing window; undefined: nothing is shown */
  const showUntil = (until: number | undefined) => {
    const draw = () => render(until === undefined ? nothing : button.view(until), place);
    button.render(() => keepFocus(place, fallback, draw));
  };

  const button = createPairButton({
    consent,
    async onClaim(claim) {
      answer.replaceChildren();
      await claim.then(() => {
        showUntil(undefined);
        onPaired();
      }, showProblem(answer));
    },
  });

  const show = async (wanted: boolean): Promise<void> => {
    last += 1;
    const own = last;
    clearTimeout(ends);
    // A host that is older than this call rejects it, and has no window.
    const found = wanted ? await host.call('pair.window').catch(() => undefined) : undefined;
    if (own !== last) return;
    const until = found?.open ? found.until : undefined;
    showUntil(until);
    if (until !== undefined) ends = setTimeout(() => void show(true), Math.max(0, until - Date.now()));
  };

  return { show };
};
