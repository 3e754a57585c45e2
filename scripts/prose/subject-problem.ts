/** Longest subject of a commit, in characters. */
const LONGEST = 72;

/** Verbs whose own ending looks like that of another form. */
const IMPERATIVES = new Set(['alias', 'bring', 'embed', 'focus']);

/** What is wrong with the subject of a commit, which reads `area: imperative`; undefined if nothing is. */
export const subjectProblem = (subject: string): string | undefined => {
  if (subject.length > LONGEST) return `It has ${subject.length} characters. Use at most ${LONGEST}.`;
  const [, verb] = /^[a-z][\w.-]*(?:, [a-z][\w.-]*)*: (\S+)/.exec(subject) ?? [];
  if (verb === undefined) return 'Start with an area and a colon, as in "store: add an index".';
  if (/^[A-Z]/.test(verb)) return 'Start with a small letter after the colon.';
  if (/(?:[^e]ed|ing|[^s]s)$/.test(verb) && !IMPERATIVES.has(verb))
    return `Use the imperative: "add", not "added". This says "${verb}".`;
  if (subject.endsWith('.')) return 'Leave out the full stop at the end.';
  return undefined;
};
