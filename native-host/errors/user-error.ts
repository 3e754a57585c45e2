/** A mistake that the person at the command line can mend: says how. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly help: string;
  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
