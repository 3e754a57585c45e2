/**
 * What the ready file holds, for extensions that have no bundler: all of the SDK but the settings element, which is in
 * a file of its own. Loading it changes nothing: call `register()` to redirect the global `fetch`.
 */
export { createTurnkey as createContentTurnkey, serveContentScripts } from './content.ts';
export * from './index.ts';
export { register, unregister } from './register/register.ts';
