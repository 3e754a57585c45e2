/** One end of a connection: stdio, a runtime port, or a pair in memory. */
export interface Transport<Out> {
  /** Sends one message. Does not throw if the connection has ended, which `closed` reports. */
  post(message: Out): void;
  close(): void;
}

/**
 * Opens a connection. After it has returned, `receive` is called with each message, and `closed` once if the connection
 * ends for any reason other than `close()`.
 */
export type Connect<Out, In> = (
  receive: (message: In) => void,
  closed: (reason: unknown) => void,
) => Transport<Out>;
