import { element } from '../../ui/element.ts';

/** A new element that pages can style by its part names, given with spaces between. */
export const piece = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  part: string,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const made = element(name, properties, ...children);
  made.part.add(...part.split(' '));
  return made;
};

/** A button that does something. */
export const button = (part: string, textContent: string, onClick: () => void): HTMLButtonElement => {
  const made = piece('button', part, { type: 'button', textContent });
  made.addEventListener('click', onClick);
  return made;
};

/** Where what went well or wrong is said, for eyes and for screen readers. */
export const statusLine = (part = 'message'): HTMLElement => piece('div', part, { role: 'status' });

/** Sets a text that is read aloud when it changes: one that is the same is not said twice. */
export const say = (line: HTMLElement, text: string): void => {
  if (line.textContent !== text) line.textContent = text;
};
