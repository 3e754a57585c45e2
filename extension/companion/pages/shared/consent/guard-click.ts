import type { ConsentGuard } from './consent-guard.ts';

interface Options {
  readonly guard: Pick<ConsentGuard, 'press' | 'accepts'>;
  readonly signal?: AbortSignal | undefined;
  /** The user clicked, and the guard accepts it. */
  run(): void;
  /** The user clicked, and it does not count. */
  refused(): void;
}

/** The keys that click a button. */
const KEYS = new Set(['Enter', ' ']);

/**
 * Runs something when the user clicks a button and the guard accepts it.
 *
 * The click of a screen reader begins with a trusted `pointerdown` too, so it counts: `DispatchSimulatedClick` in
 * Chromium’s `third_party/blink/renderer/core/dom/events/event_dispatcher.cc`.
 */
export const guardClick = (button: HTMLElement, { guard, signal, run, refused }: Options): void => {
  const options = signal && { signal };
  button.addEventListener('pointerdown', (event) => guard.press(event), options);
  button.addEventListener('keydown', (event) => void (KEYS.has(event.key) && guard.press(event)), options);
  button.addEventListener('click', (event) => (guard.accepts(event) ? run() : refused()), options);
};

/**
 * Calls back when the user presses a button that is disabled. The button lets the press through to its parent
 * (`button:disabled` in base.css), as browsers differ in which events a disabled button gets.
 */
export const onDisabledPress = (button: HTMLButtonElement, pressed: () => void): void => {
  button.parentElement?.addEventListener('pointerdown', ({ clientX, clientY }) => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const within = left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
    if (within && button.disabled) pressed();
  });
};
