import { identicon } from './identicon.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Draws the picture of an id, `side` CSS pixels wide and high. It is decoration: the id stands next to it. */
export const identiconView = (id: string, side: number): SVGSVGElement => {
  const { hue, cells } = identicon(id);
  const view = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', cells.map(({ x, y }) => `M${x} ${y}h1v1h-1z`).join(''));
  view.append(path);
  view.classList.add('identicon');
  view.style.setProperty('--hue', `${hue}`);
  for (const [name, value] of Object.entries({
    viewBox: '-1 -1 7 7',
    width: side,
    height: side,
    'aria-hidden': true,
  })) {
    view.setAttribute(name, `${value}`);
  }
  return view;
};
