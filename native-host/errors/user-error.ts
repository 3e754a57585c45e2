/** An error that the user of the command line can correct: `message` says what is wrong, `help` what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly help: string;
  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
