export { createTurnkey } from './content/create-turnkey.ts';
export {
  type ContentScript,
  type ServeOptions,
  serveContentScripts,
} from './content/serve-content-scripts.ts';
