/** Side of the tile that repeats, in CSS pixels. */
const SIDE = 8;

type Draw = (context: CanvasRenderingContext2D) => void;

const lines =
  (...ends: readonly (readonly [number, number, number, number])[]): Draw =>
  (context) => {
    for (const [x, y, toX, toY] of ends) {
      context.moveTo(x, y);
      context.lineTo(toX, toY);
    }
    context.stroke();
  };

/** What distinguishes the series besides their colours, in the order of the series. The legend has the same ones. */
const PATTERNS: readonly Draw[] = [
  () => {},
  lines([-1, 9, 9, -1], [-1, 1, 1, -1], [7, 9, 9, 7]),
  (context) => {
    context.arc(SIDE / 2, SIDE / 2, 1.5, 0, 2 * Math.PI);
    context.fill();
  },
  lines([0, SIDE / 2, SIDE, SIDE / 2]),
  lines([SIDE / 2, 0, SIDE / 2, SIDE]),
  lines([-1, -1, 9, 9], [-1, 7, 1, 9], [7, -1, 9, 1]),
];

/** Draws the tile of a series on a canvas of its own. `ground`: the colour of its lines. */
export const createTile = (at: number, colour: string, ground: string): HTMLCanvasElement => {
  const ratio = devicePixelRatio;
  const tile = document.createElement('canvas');
  tile.width = Math.round(SIDE * ratio);
  tile.height = tile.width;
  const context = tile.getContext('2d') as CanvasRenderingContext2D;
  context.scale(tile.width / SIDE, tile.height / SIDE);
  context.fillStyle = colour;
  context.fillRect(0, 0, SIDE, SIDE);
  context.globalAlpha = 0.6;
  context.fillStyle = ground;
  context.strokeStyle = ground;
  context.lineWidth = 1.5;
  context.beginPath();
  PATTERNS[at % PATTERNS.length]?.(context);
  return tile;
};
