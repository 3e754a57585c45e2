/** What a session needs of the line it runs over: stdio, a runtime port, or a pair in memory. */
export interface Transport<Out, In> {
  /** Sends one message. Never throws: a dead line is told through `onClose`. */
  post(message: Out): void;
  /** Sets the one receiver. */
  onMessage(receive: (message: In) => void): void;
  /** Called once, when the line has ended for any reason other than `close()`. */
  onClose(closed: (reason: unknown) => void): void;
  close(): void;
}
