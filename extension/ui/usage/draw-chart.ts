import uPlot from 'uplot';
import { bucketName, compact } from './format.ts';
import { createTile } from './patterns.ts';
import type { Summary } from './summary.ts';
import { createTooltip } from './tooltip.ts';

const HEIGHT = 220;

/** Width of the axis with the counts, in CSS pixels. */
const AXIS = 52;

/** Least width of a label on the axis, in CSS pixels. */
const LABEL = 64;

interface Colours {
  readonly text: string;
  readonly line: string;
  readonly ground: string;
  series(at: number): string;
}

/** The colours of the page: a canvas cannot use its properties. The legend has an element in the colour of each series. */
const coloursOf = (place: HTMLElement, legend: ParentNode): Colours => {
  const { color, borderBlockStartColor, backgroundColor } = getComputedStyle(place);
  return {
    text: color,
    line: borderBlockStartColor,
    ground: backgroundColor,
    series(at) {
      const swatch = legend.querySelector(`[data-series="${at}"]`);
      return swatch ? getComputedStyle(swatch).color : color;
    },
  };
};

/** The sums of each series and those before it: drawn from the last to the first, they are stacked bars. */
const stack = ({ series, span }: Summary): readonly (number | null)[][] => {
  const sums: number[][] = [];
  for (const { counts } of series) {
    const below = sums.at(-1);
    sums.push(span.buckets.map((_, at) => (below?.[at] ?? 0) + (counts[at] ?? 0)));
  }
  // A bar of no height would still have an edge.
  return sums.map((each) => each.map((sum) => sum || null));
};

/** Every how many bars the axis has a label. */
const stepFor = (bars: number, width: number): number => {
  const atMost = Math.max(1, Math.floor((width - AXIS) / LABEL));
  return [1, 2, 3, 4, 6, 7, 12, 15].find((step) => bars / step <= atMost) ?? bars;
};

const axesFor = ({ span: { unit, buckets } }: Summary, colours: Colours): uPlot.Axis[] => {
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const common = { stroke: colours.text, font, ticks: { show: false } };
  return [
    {
      ...common,
      grid: { show: false },
      size: 28,
      gap: 6,
      splits({ width }) {
        const step = stepFor(buckets.length, width);
        // The newest bar always has a label.
        return buckets.map((_, at) => at).filter((at) => (buckets.length - 1 - at) % step === 0);
      },
      values: (_, splits) =>
        splits.map((at) => {
          const bucket = buckets[at];
          return bucket ? bucketName(unit, bucket, 'short') : '';
        }),
    },
    {
      ...common,
      grid: { stroke: colours.line, width: 1 },
      size: AXIS,
      gap: 6,
      space: 44,
      incrs: [1, 2, 5]
        .flatMap((one) => Array.from({ length: 13 }, (_, power) => one * 10 ** power))
        .toSorted((a, b) => a - b),
      values: (_, splits) => splits.map((value) => compact(value)),
    },
  ];
};

const optionsFor = (summary: Summary, width: number, colours: Colours): uPlot.Options => {
  const { series, span } = summary;
  const count = span.buckets.length;
  const nameOf = (at: number) => {
    const bucket = span.buckets[at];
    return bucket ? bucketName(span.unit, bucket, 'long') : '';
  };
  const bars = uPlot.paths.bars?.({ size: [0.78, 44] });
  const drawn = series.map((_, at): uPlot.Series => {
    const tile = createTile(at, colours.series(at), colours.ground);
    return {
      ...(bars && { paths: bars }),
      points: { show: false },
      stroke: colours.ground,
      width: 1,
      fill: ({ ctx }) => ctx.createPattern(tile, 'repeat') ?? colours.series(at),
    };
  });
  return {
    width,
    height: HEIGHT,
    padding: [10, 24, 0, 0],
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
    scales: {
      x: { time: false, range: () => [-0.5, count - 0.5] },
      y: { range: (_, _min, max) => [0, Math.max(max * 1.05, 2)] },
    },
    axes: axesFor(summary, colours),
    series: [{}, ...drawn.toReversed()],
    plugins: [createTooltip(series, nameOf)],
  };
};

/** Draws stacked bars into `place`, in its width. Returns a function that removes them. */
export const drawChart = (place: HTMLElement, legend: ParentNode, summary: Summary): (() => void) => {
  const colours = coloursOf(place, legend);
  const xs = summary.span.buckets.map((_, at) => at);
  const data: uPlot.AlignedData = [xs, ...stack(summary).toReversed()];
  const chart = new uPlot(optionsFor(summary, place.clientWidth, colours), data, place);
  const observer = new ResizeObserver(() => {
    // Hidden with its tab, it has no width.
    const width = place.clientWidth;
    if (width > 0 && width !== chart.width) chart.setSize({ width, height: HEIGHT });
  });
  observer.observe(place);
  return () => {
    observer.disconnect();
    chart.destroy();
  };
};
