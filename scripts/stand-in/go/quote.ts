/** A string as Go's %q prints it, for the texts that occur in error messages. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
