import type { Scope } from '../../../../../shared/access/scopes.ts';
import { type Choice, missing, readChoice } from '../terms/terms-form.ts';
import { createConsentGuard, type Obstacle } from './consent-guard.ts';
import { thisPage } from './this-page.ts';

interface ConsentForm {
  readonly form: HTMLFormElement;
  readonly button: HTMLButtonElement;
  /** Shows why the button cannot be clicked. */
  readonly hint: HTMLElement;
  readonly signal?: AbortSignal;
  /** The scopes of which at least one has to be chosen. @default none */
  readonly added?: readonly Scope[];
  run(choice: Choice): void;
}

/** The keys that click a button. */
const KEYS = new Set(['Enter', ' ']);

/** Guards the buttons of this page that give permissions. `texts` tell the user why a click did not count. */
export const createConsent = (
  place: () => Promise<Exclude<Obstacle, 'settling'> | undefined>,
  texts: Readonly<Record<Obstacle, string>>,
) => {
  const changes = new EventTarget();
  const change = () => void changes.dispatchEvent(new Event('change'));
  const guard = createConsentGuard({ page: thisPage, place, change });
  let hasTried = false;

  /** The `settling` hint appears only after a click, since most users read for longer than a second anyway. */
  const hint = (): string => {
    const { obstacle } = guard;
    if (obstacle !== 'settling') hasTried = false;
    return obstacle === undefined || (obstacle === 'settling' && !hasTried) ? '' : texts[obstacle];
  };
  const onChange = (callback: () => void, signal?: AbortSignal) =>
    changes.addEventListener('change', callback, signal && { signal });
  const refuse = () => {
    hasTried = true;
    change();
  };

  /**
   * Calls `run` when the user clicks the button and the guard accepts the click. Screen readers are included: their click
   * begins with a trusted `pointerdown` too. See `DispatchSimulatedClick` in
   * https://chromium.googlesource.com/chromium/src/+/refs/tags/140.0.7339.80/third_party/blink/renderer/core/dom/events/event_dispatcher.cc
   */
  const onClick = (button: HTMLElement, run: () => void, signal?: AbortSignal) => {
    const options = signal && { signal };
    button.addEventListener('pointerdown', (event) => guard.press(event), options);
    button.addEventListener('keydown', (event) => void (KEYS.has(event.key) && guard.press(event)), options);
    button.addEventListener('click', (event) => (guard.accepts(event) ? run() : refuse()), options);
  };

  return {
    guard,
    hint,
    onChange,
    onClick,
    /** Calls `run` with the user's choice. The button is disabled while the choice is incomplete or there is an obstacle. */
    onSubmit({ form, button, hint: line, signal, added, run }: ConsentForm) {
      const options = signal && { signal };
      const update = () => {
        const incomplete = missing(readChoice(form), added);
        line.textContent = incomplete ?? hint();
        button.disabled = incomplete !== undefined || guard.obstacle !== undefined;
      };
      form.addEventListener('change', update, options);
      // Enter in a field must not submit the form.
      form.addEventListener('submit', (event) => event.preventDefault(), options);
      // Browsers differ in the events of disabled buttons, so base.css passes the press to the parent.
      const onPress = ({ clientX, clientY }: PointerEvent) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        const isWithin = left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
        if (isWithin && button.disabled) refuse();
      };
      button.parentElement?.addEventListener('pointerdown', onPress, options);
      onChange(update, signal);
      onClick(button, () => run(readChoice(form)), signal);
      update();
    },
  };
};

/** The guard of one page. */
export type Consent = ReturnType<typeof createConsent>;
