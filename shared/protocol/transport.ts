/** One end of a line: stdio, a runtime port, or a pair in memory. */
export interface Transport<Out> {
  /** Sends one message. Never throws: a dead line is told as closed. */
  post(message: Out): void;
  close(): void;
}

/**
 * Opens a line. From when it has returned, `receive` is given each message, and `closed` is called once if the line
 * ends for any reason other than `close()`.
 */
export type Connect<Out, In> = (
  receive: (message: In) => void,
  closed: (reason: unknown) => void,
) => Transport<Out>;
