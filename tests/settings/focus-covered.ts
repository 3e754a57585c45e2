import type { Page } from 'puppeteer';

/** The focused control: which it is, what covers it, and whether the walk had been there. */
interface Stop {
  readonly name: string;
  readonly covered: readonly string[];
  readonly isKnown: boolean;
}

/** More stops than any page has. */
const MOST = 400;

/** Looks at the focused control. Undefined if the page itself has the focus. Runs in the page. */
const look = async (walk: string): Promise<Stop | undefined> => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body || focused.shadowRoot) return undefined;
  const text =
    focused.getAttribute('aria-label') ?? (focused.innerText || focused.closest('label')?.innerText);
  const name = `${focused.localName}${focused.id && `#${focused.id}`} “${(text ?? '').trim().slice(0, 40)}”`;
  const isKnown = focused.dataset['walk'] === walk;
  focused.dataset['walk'] = walk;

  const shown = focused;
  if (shown.matches('textarea, input:not([type="checkbox"], [type="radio"])')) {
    // Firefox scrolls to the caret of a field that gets the focus, in the next frame, even if the focus has moved on.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
  }
  const root = shown.getRootNode() as Document | ShadowRoot;
  /** What cuts it off where it has scrolled out: only within it does an ancestor show instead of a round corner. */
  let scroller = shown.parentElement;
  while (scroller && getComputedStyle(scroller).overflowY === 'visible') scroller = scroller.parentElement;
  /** A label may draw its control, such as a segment of a choice. */
  const label = shown.closest('label') ?? shown;
  const isOwn = (top: Element) =>
    label.contains(top) || (top.contains(shown) && (scroller?.contains(top) ?? true));
  const faults = () => {
    // A link may be on several lines: each is one box, and the first one counts.
    const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
    const inset = Math.min(4, box.width / 4, box.height / 4);
    const corners = [box.left + inset, box.right - inset].flatMap((x) =>
      [box.top + inset, box.bottom - inset].map((y) => ({ x, y })),
    );
    return [{ x: box.left + box.width / 2, y: box.top + box.height / 2 }, ...corners].flatMap(({ x, y }) => {
      const at = `(${Math.round(x)}, ${Math.round(y)})`;
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return [`${at} is out of the window`];
      const top = root.elementFromPoint(x, y);
      return top && isOwn(top) ? [] : [`${at} is covered by ${top?.localName}${top?.id && `#${top.id}`}`];
    });
  };
  let covered = faults();
  // Firefox scrolls to the focus in one of the next frames, and a page may still lay out.
  for (let frames = 0; covered.length > 0 && frames < 30; frames += 1) {
    await new Promise(requestAnimationFrame);
    covered = faults();
  }
  return { name, covered, isKnown };
};

/** Presses a key until the focus has been everywhere. Returns the stops in order. */
const walk = async (page: Page, key: 'forwards' | 'backwards'): Promise<readonly Stop[]> => {
  const stops: Stop[] = [];
  const press = async () => {
    if (key === 'backwards') await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    if (key === 'backwards') await page.keyboard.up('Shift');
    return page.evaluate(look, key);
  };
  for (let misses = 0; misses < 2 && stops.length < MOST; ) {
    const stop = await press();
    if (stop?.isKnown) break;
    if (stop) stops.push(stop);
    // The browser's own controls come between the last and the first.
    else misses += 1;
  }
  return stops;
};

/** Puts the focus before everything in the page, where Tab begins. */
const toStart = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const start = document.createElement('div');
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
    for (const each of document.querySelectorAll<HTMLElement>('[data-walk]')) delete each.dataset['walk'];
  });

/** What a walk by keyboard found. */
export interface FocusWalk {
  /** The controls that have the focus one after the other, forwards. */
  readonly stops: readonly string[];
  /** Each control that is covered, or out of the window, while it has the focus. */
  readonly faults: readonly string[];
}

/**
 * Goes through a page with Tab alone, forwards and backwards. The middle and the corners of each control must be visible
 * while it has the focus (WCAG 2.4.12).
 */
export const focusCovered = async (page: Page): Promise<FocusWalk> => {
  await toStart(page);
  const forwards = await walk(page, 'forwards');
  const backwards = await walk(page, 'backwards');
  const faultsOf = (way: string, stops: readonly Stop[]) =>
    stops.flatMap(({ name, covered }, at) => covered.map((each) => `${way} ${at + 1}, ${name}: ${each}`));
  const faults = [...faultsOf('forwards', forwards), ...faultsOf('backwards', backwards)];
  return { stops: forwards.map(({ name }) => name), faults };
};
