import { expect, test } from 'vitest';
import { parseDoc } from './doc-comment.ts';
import { readDeclarations } from './read-declarations.ts';
import { renderReference } from './render.ts';

const SOURCE = `
/** A table. */
declare const TABLE: {
  readonly one: 'x';
  readonly two: 'y';
};
/** Its names. */
type Name = keyof typeof TABLE;
/**
 * How to do it, said
 * in two lines.
 *
 * And in another paragraph.
 */
interface Options {
  /** The name. @default 'one' */
  readonly name?: Name;
  /** Called by the browser. @internal */
  connected(): void;
  /**
   * Does it.
   * @example
   * await options.run();
   */
  run(options?: {
    readonly signal?: AbortSignal;
  }): void;
}
/** Does it.
 * @returns what it did */
export declare const doIt: ({ name }?: Options) => Name;
export type { Name, Options };
`;

const rendered = () => {
  const file = readDeclarations(SOURCE);
  return renderReference([{ path: 'package', file }], [file]);
};

test('a docstring is taken apart', () => {
  expect(parseDoc('*\n * A\n * b.\n *\n * C. @default 5\n * @returns d\n * @example\n * e();\n ')).toEqual({
    text: ['A b.', 'C.'],
    default: '5',
    returns: 'd',
    example: 'e();',
  });
});

test('functions come first, with the names of their options left out', () => {
  const text = rendered();
  expect(text.indexOf('### doIt')).toBeLessThan(text.indexOf('### Name'));
  expect(text).toContain('const doIt: (options?: Options) => Name\n');
  expect(text).toContain('Returns what it did.');
});

test('members have their docs, defaults and examples', () => {
  const text = rendered();
  expect(text).toContain("- `name?: Name`\n\n  The name.\n\n  Default: 'one'.");
  expect(text).toContain('- `run(options?: { readonly signal?: AbortSignal; }): void`');
  expect(text).toContain('  ```ts\n  await options.run();\n  ```');
  expect(text).toContain('How to do it, said in two lines.\n\nAnd in another paragraph.');
});

test('addresses are code, except in links', () => {
  const file = readDeclarations(
    '/** See http://localhost:1, or [a](https://a.example). */\ntype Name = 1;\nexport type { Name };',
  );
  expect(renderReference([{ path: 'package', file }], [file])).toContain(
    'See `http://localhost:1`, or [a](https://a.example).',
  );
});

test('members that are marked as internal are left out', () => {
  expect(rendered()).not.toContain('connected');
});

test('the keys of a table are listed', () => {
  expect(rendered()).toContain('### Name\n\nIts names.\n\n`one`, `two`');
});

test('what is exported and nowhere declared is an error', () => {
  const file = readDeclarations('export type { Nope };');
  expect(() => renderReference([{ path: 'package', file }], [file])).toThrow('"Nope" of package');
});
