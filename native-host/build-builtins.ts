import type { Plugin } from 'vite';

const MARK = '\0builtin:';

/** Not loaded, although the HTTP client asks for it: the relay does not use HTTP/2. Loading it takes 20 ms. */
const LEFT_OUT = new Map([['node:http2', 'module.exports = { constants: {} };']]);

/**
 * Takes Node's own modules as `require` would. As ES modules each of them is asked for every one of its
 * exports first, which loads what nobody uses: 3 ms for `node:fs` alone, in a start that takes 30.
 */
export const plainBuiltins = (): Plugin => ({
  name: 'plain-builtins',
  enforce: 'pre',
  // The bundler's own runtime makes these modules work, so it cannot use them.
  resolveId: (id, importer) =>
    id.startsWith('node:') && !importer?.startsWith('\0') ? MARK + id : undefined,
  load(id) {
    if (!id.startsWith(MARK)) return undefined;
    const name = id.slice(MARK.length);
    return LEFT_OUT.get(name) ?? `module.exports = process.getBuiltinModule(${JSON.stringify(name)});`;
  },
});
