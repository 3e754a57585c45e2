import { html, type TemplateResult } from 'lit';
import { element } from '../../../../ui/element.ts';
import { insert } from '../../../../ui/texts/fill.ts';
import type { Consent } from '../consent/consent.ts';
import { LANG, TEXTS } from '../texts/texts.ts';
import { pairInWindow } from './pair.ts';

const TIME = new Intl.DateTimeFormat(LANG, { timeStyle: 'short' });

interface Options {
  /** The guard of the page, since other extensions can open the page at any time and in any window. */
  readonly consent: Consent;
  /** Settles once the page has shown the result. */
  onClaim(claim: Promise<void>): Promise<void>;
}

/** The button that pairs this browser without a key while the pairing window is open. It is guarded like *Allow*. */
export interface PairButton {
  /** @param until the end of the pairing window, in milliseconds since the epoch */
  view(until: number): TemplateResult;
  /** Renders with `draw`. If the button appears, the guard waits until the user can have seen it. */
  render(draw: () => void): void;
}

export const createPairButton = ({ consent, onClaim }: Options): PairButton => {
  // One element, so that the guard can watch its clicks.
  const button = element('button', {
    ...{ type: 'button', id: 'claim', className: 'primary', textContent: TEXTS.pairByClick.pair },
  });
  let isBusy = false;

  const setBusy = (busy: boolean) => {
    isBusy = busy;
    button.ariaDisabled = busy ? 'true' : null;
  };
  const update = () => {
    button.disabled = consent.guard.obstacle !== undefined;
  };

  consent.onChange(update);
  consent.onClick(button, () => {
    // The window closes after its first use.
    if (isBusy) return;
    setBusy(true);
    void onClaim(pairInWindow()).finally(() => setBusy(false));
  });
  update();

  return {
    view: (until) => html`
      <p>${insert(TEXTS.pairByClick.hint, { when: TIME.format(until) })}</p>
      <div class="row">${button}</div>
    `,
    render(draw) {
      const wasShown = button.isConnected;
      draw();
      if (!wasShown && button.isConnected) consent.guard.restart();
    },
  };
};
