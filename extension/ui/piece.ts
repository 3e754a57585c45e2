import { element } from './element.ts';

/**
 * A new element with names, given with spaces between. They are its classes, for the style sheets here, and its
 * parts, for those of a page around a shadow root.
 */
export const piece = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  names: string,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const made = element(name, properties, ...children);
  made.className = names;
  made.part.value = names;
  return made;
};

/** A button that does something. */
export const button = (names: string, textContent: string, onClick: () => unknown): HTMLButtonElement => {
  const made = piece('button', names, { type: 'button', textContent });
  made.addEventListener('click', () => void onClick());
  return made;
};

/** A line that says how something went, also to screen readers. */
export const statusLine = (names = 'message'): HTMLElement => piece('div', names, { role: 'status' });

/** Sets a text that screen readers speak when it changes: the same text is not spoken twice. */
export const say = (line: HTMLElement, text: string): void => {
  if (line.textContent !== text) line.textContent = text;
};
