/** A message of a worker to the process that started it: a line for the person at the terminal. */
export interface FromWorker {
  readonly explain: string;
}

/** A message to a worker: stop after the running requests; sent again, end them at once. */
export const STOP = 'stop';

/** A message to a worker: read the settings again. */
export const RELOAD = 'reload';
