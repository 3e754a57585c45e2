import { element } from '../../../ui/element.ts';
import { extensionFace } from './extension-face.ts';

/** An icon that the browser will not show us is left out. */
const iconView = (src: string) => {
  const icon = element('img', { src, alt: '', width: 24, height: 24 });
  icon.addEventListener('error', () => icon.remove());
  return icon;
};

/** Which extension it is: its icon and name where they may be seen, its id always. */
export const extensionLabel = async (id: string): Promise<HTMLElement> => {
  const face = await extensionFace(id);
  const label = element('div', { className: 'row' });
  if (face?.icon) label.append(iconView(face.icon));
  // A name is set apart from its surroundings, so that none can turn the direction of what follows.
  if (face) label.append(element('strong', {}, element('bdi', { textContent: face.name })));
  label.append(element('code', { textContent: id, dir: 'ltr' }));
  return label;
};
