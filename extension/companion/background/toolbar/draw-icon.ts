import type { Look, Toolbar } from './toolbar-state.ts';

/** The sizes that toolbars use, in device pixels: one and two per CSS pixel, and the steps of Windows between them. */
const SIZES = [16, 20, 24, 32] as const;

/** The side of the drawing, as of `icons/icon.svg`. */
const SIDE = 128;

/** The colours of the tile, from top to bottom. All have enough contrast with white, and with light and dark toolbars. */
const TILES: Readonly<Record<Look, readonly [top: string, bottom: string]>> = {
  normal: ['#13907b', '#075a4c'],
  off: ['#8b9099', '#656a73'],
  paused: ['#8b9099', '#656a73'],
  problem: ['#c97a10', '#95520a'],
};

const DOT = '#3ddc84';

type Context = OffscreenCanvasRenderingContext2D;

const drawTile = (context: Context, look: Look) => {
  const [top, bottom] = TILES[look];
  const ground = context.createLinearGradient(0, 0, 0, SIDE);
  ground.addColorStop(0, top);
  ground.addColorStop(1, bottom);
  context.fillStyle = ground;
  context.beginPath();
  context.roundRect(0, 0, SIDE, SIDE, 30);
  context.fill();
};

const drawKey = (context: Context) => {
  context.save();
  context.translate(SIDE / 2, SIDE / 2);
  context.rotate(-Math.PI / 4);
  context.translate(-SIDE / 2, -SIDE / 2);
  context.stroke(new Path2D('M14 64a21 21 0 1 0 42 0a21 21 0 1 0-42 0M56 64h52M108 64v17M86 64v15'));
  context.restore();
};

/** In the corner that neither the key nor the badge covers. The gap around it separates it from the tile. */
const drawDot = (context: Context) => {
  const circle = (radius: number) => {
    context.beginPath();
    context.arc(30, 30, radius, 0, 2 * Math.PI);
    context.fill();
  };
  context.globalCompositeOperation = 'destination-out';
  circle(40);
  context.globalCompositeOperation = 'source-over';
  context.fillStyle = DOT;
  circle(29);
};

const draw = (size: number, { look, dot }: Pick<Toolbar, 'look' | 'dot'>): ImageData => {
  const context = new OffscreenCanvas(size, size).getContext('2d') as Context;
  context.scale(size / SIDE, size / SIDE);
  Object.assign(context, { strokeStyle: '#fff', lineWidth: 13, lineCap: 'round', lineJoin: 'round' });
  drawTile(context, look);
  if (look === 'paused') {
    context.lineWidth = 20;
    context.stroke(new Path2D('M46 40v48M82 40v48'));
  } else drawKey(context);
  if (dot) drawDot(context);
  return context.getImageData(0, 0, size, size);
};

/** Draws the icon in every size. */
export const drawIcon = (toolbar: Pick<Toolbar, 'look' | 'dot'>): Record<string, ImageData> =>
  Object.fromEntries(SIZES.map((size) => [size, draw(size, toolbar)]));
