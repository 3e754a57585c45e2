/**
 * What may differ between a plain fetch and Turnkey's, by its nature, and why. Everything else in a transcript
 * must be equal. Of a request, `run-case.ts` compares what Ollama reads: Turnkey sends `application/json` with every
 * JSON body, and rebuilds the path, so that `%3A` may become a colon.
 */

/** Fields whose value is new in every answer. They must be there, and of the same type. */
export const VALUES: Readonly<Record<string, string>> = {
  id: 'made up for each answer',
  item_id: 'made up for each answer',
  call_id: 'made up for each answer',
  created: 'the time of the answer',
  created_at: 'the time of the answer',
  completed_at: 'the time of the answer',
  modified_at: 'when the server got the model',
  expires_at: 'when the server lets the model go',
  total_duration: 'measured',
  load_duration: 'measured',
  prompt_eval_duration: 'measured',
  eval_duration: 'measured',
};

/** Fields of a request that Ollama reads and that only one side may have. */
export const ADDED: Readonly<Record<string, string>> = {
  stream_options:
    'Turnkey asks for the usage of every stream, and removes the report if the client did not ask',
};

/** Headers whose value is new in every answer. They must be there on both sides, or on none. */
export const HEADER_VALUES: Readonly<Record<string, string>> = {
  date: 'the time of the answer',
  'content-length': 'measured times have more or fewer digits',
};

/** Headers that only one side has. */
export const HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': 'an answer to CORS, which Turnkey does not need',
  vary: 'an answer to CORS, which Turnkey does not need',
  connection: 'of the connection to the server, which is the host’s own',
  'transfer-encoding': 'of the connection to the server, which is the host’s own',
};

/** Fields of an error that fetch itself rejects with, where Turnkey says more than a browser does. */
export const BROKEN: Readonly<Record<string, string>> = {
  name: 'TurnkeyError instead of TypeError; it is a TypeError as well, which is compared',
  class: 'as its name',
  message: 'a browser says no more than that it failed; Turnkey says what failed and what to do',
  code: 'only Turnkey has one',
  action: 'only Turnkey has one',
  help: 'only Turnkey has one',
};

/** Fields of an AbortError that the browser makes. */
export const ABORTED: Readonly<Record<string, string>> = {
  message: 'each browser has its own words, and other ones in the middle of a body',
};
