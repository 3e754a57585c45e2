export {
  type ContentScript,
  type ServeOptions,
  serveContentScripts,
} from './content/serve-content-scripts.ts';
