import { element } from '../../../../ui/element.ts';
import { insert } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../texts/texts.ts';
import { extensionInfo } from './extension-info.ts';
import { identiconView } from './identicon-view.ts';
import type { KnownNames } from './named-grant.ts';

/** Width and height of an icon in a list, in CSS pixels. */
const SIDE = 24;

/** Removes itself if the browser does not let this page load the icon. */
export const iconView = (src: string, side: number): HTMLImageElement => {
  const icon = element('img', { src, alt: '', width: side, height: side });
  icon.addEventListener('error', () => icon.remove());
  return icon;
};

/** The id as the browser writes it. */
export const idCode = (id: string): HTMLElement => element('code', { textContent: id, dir: 'ltr' });

/** The id with its picture, by which extensions of the same name differ. */
export const idView = (id: string): HTMLElement =>
  element('span', { className: 'id' }, identiconView(id, SIDE), idCode(id));

/** Shows which extension it is: its name, as the user, the browser or the extension itself says, and its id. */
export const extensionLabel = async (
  id: string,
  { given, claimed }: KnownNames = {},
): Promise<HTMLElement> => {
  const info = await extensionInfo(id);
  const name = given ?? info?.name ?? claimed;
  const label = element('div', { className: 'row' });
  if (info?.icon) label.append(iconView(info.icon, SIDE));
  // Isolated, so that a name cannot reverse the direction of the text after it.
  if (name !== undefined) label.append(element('strong', {}, element('bdi', { textContent: name })));
  const known = info?.name ?? claimed;
  if (info && name === info.name) {
    label.append(element('span', { className: 'chip chip-ready', textContent: TEXTS.verifiedChip }));
  } else if (known !== undefined && known !== name) {
    label.append(
      element('span', { className: 'soft', textContent: insert(TEXTS.alsoNamed, { name: known }) }),
    );
  }
  label.append(idView(id));
  return label;
};
