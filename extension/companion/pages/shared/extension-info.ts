import browser from 'webextension-polyfill';
import { element } from '../../../ui/element.ts';

const NAMES = { permissions: ['management'] } satisfies browser.Permissions.Permissions;

/** Whether the user lets the companion see the names and icons of other extensions. */
export const maySeeNames = (): Promise<boolean> => browser.permissions.contains(NAMES);

/** Requests that permission; call it from a click. */
export const requestNames = (): Promise<boolean> => browser.permissions.request(NAMES);

/** Name and icon as the browser knows them; undefined without the permission, or if there is no such extension. */
const extensionInfo = async (id: string) => {
  if (!(await maySeeNames())) return undefined;
  return browser.management.get(id).then(
    ({ name, icons = [] }) => ({ name, icon: icons.toSorted((one, two) => two.size - one.size)[0]?.url }),
    () => undefined,
  );
};

/** Removes itself if the browser does not let this page load the icon. */
const iconView = (src: string) => {
  const icon = element('img', { src, alt: '', width: 24, height: 24 });
  icon.addEventListener('error', () => icon.remove());
  return icon;
};

/** Shows which extension it is: its id, and its icon and name if the companion may see them. */
export const extensionLabel = async (id: string): Promise<HTMLElement> => {
  const info = await extensionInfo(id);
  const label = element('div', { className: 'row' });
  if (info?.icon) label.append(iconView(info.icon));
  // Isolated, so that a name cannot reverse the direction of the text after it.
  if (info) label.append(element('strong', {}, element('bdi', { textContent: info.name })));
  label.append(element('code', { textContent: id, dir: 'ltr' }));
  return label;
};
