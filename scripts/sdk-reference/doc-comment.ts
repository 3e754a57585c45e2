/** The parts of a docstring. */
export interface Doc {
  /** Paragraphs, each on one line. */
  readonly text: readonly string[];
  readonly default?: string;
  readonly returns?: string;
  readonly example?: string;
  /** True if it is marked with `@internal`, and so is left out of the reference. */
  readonly internal?: true;
}

const TAG = /^@(?<tag>\w+) ?(?<rest>.*)$/;

const inline = (lines: readonly string[]): string => lines.join(' ').trim();

const paragraphs = (lines: readonly string[]): string[] =>
  lines
    .join('\n')
    .split(/\n\s*\n/)
    .map((each) => inline(each.split('\n')))
    .filter((each) => each !== '');

/** Parses the text between `/**` and `*\/`. */
export const parseDoc = (comment: string): Doc => {
  const lines = comment
    .replace(/^\*/, '')
    // A tag may follow its sentence on the same line.
    .replaceAll(/(?<=\S) (?=@(?:default |internal))/g, '\n')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  const text: string[] = [];
  const tags: Record<string, string[]> = {};
  let into = text;
  for (const line of lines) {
    const found = TAG.exec(line.trim())?.groups;
    if (found) {
      into = [found['rest'] ?? ''];
      tags[found['tag'] ?? ''] = into;
    } else into.push(line);
  }
  return {
    text: paragraphs(text),
    ...(tags['default'] && { default: inline(tags['default']) }),
    ...(tags['returns'] && { returns: inline(tags['returns']) }),
    ...(tags['internal'] && { internal: true }),
    ...(tags['example'] && { example: tags['example'].join('\n').trim() }),
  };
};
