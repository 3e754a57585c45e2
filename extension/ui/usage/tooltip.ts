import type uPlot from 'uplot';
import { element } from '../element.ts';
import { count } from './format.ts';
import type { NamedSeries } from './summary.ts';

/** Distance from the pointer's bar, in CSS pixels. */
const GAP = 12;

/**
 * Shows the counts of the bar under the pointer. Hidden from assistive technology: the table has the same numbers.
 * @param nameOf the name of a bar
 */
export const createTooltip = (
  series: readonly NamedSeries[],
  nameOf: (at: number) => string,
): uPlot.Plugin => {
  const box = element('div', { className: 'tip', hidden: true });

  const fill = (at: number) => {
    const lines = series
      .map((each, place) => ({ ...each, place, value: each.counts[at] ?? 0 }))
      .filter(({ value }) => value > 0)
      .map(({ name, place, value }) => {
        const swatch = element('span', { className: 'swatch' });
        swatch.dataset['series'] = String(place);
        return element(
          'div',
          { className: 'tip-line' },
          swatch,
          element('bdi', { className: 'tip-name', textContent: name }),
          element('b', { textContent: count(value) }),
        );
      });
    box.replaceChildren(element('div', { className: 'soft', textContent: nameOf(at) }), ...lines);
    return lines.length > 0;
  };

  return {
    hooks: {
      init: ({ over }) => void over.append(box),
      setCursor({ cursor: { idx, left = -1 }, over, valToPos }) {
        box.hidden = left < 0 || idx === null || idx === undefined || !fill(idx);
        if (box.hidden) return;
        const x = valToPos(idx as number, 'x');
        const isLeft = x > over.clientWidth / 2;
        const at = isLeft ? x - GAP - box.offsetWidth : x + GAP;
        box.style.left = `${Math.max(0, Math.min(at, over.clientWidth - box.offsetWidth))}px`;
      },
    },
  };
};
