import { element } from './element.ts';

/**
 * Creates an element with names, separated by spaces, that become its classes and its parts. Classes are for the style
 * sheets of the kit, parts for those of a page that contains the SDK's element.
 */
export const piece = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  names: string,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const made = element(name, properties, ...children);
  made.className = names;
  made.setAttribute('part', names);
  return made;
};

export const button = (names: string, textContent: string, onClick: () => unknown): HTMLButtonElement => {
  const made = piece('button', names, { type: 'button', textContent });
  made.addEventListener('click', () => void onClick());
  return made;
};

/** A live region for the result of an action. */
export const statusLine = (names = 'message'): HTMLElement => piece('div', names, { role: 'status' });

/** Sets the text of a live region. Setting the same text again would make screen readers repeat it. */
export const say = (line: HTMLElement, text: string): void => {
  if (line.textContent !== text) line.textContent = text;
};
