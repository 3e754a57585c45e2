/** A turn of phrase that the project does not use, and what to write instead. */
interface Phrase {
  /** A regular expression without regard to case. A space stands for any gap, including that between two lines. */
  readonly pattern: string;
  readonly instead: string;
}

const PHRASES: readonly Phrase[] = [
  { pattern: 'who(?:so)?ever|whomever', instead: 'name the actor: "the caller", "a client that …"' },
  { pattern: '(?:stands?|stood) twice', instead: '"is repeated", "appears more than once"' },
  {
    pattern: '(?<!\\bthere )is no (?!longer\\b|more\\b|less\\b|better\\b)\\w+',
    instead: '"is not a …", or an adjective: "invalid", "incomplete"',
  },
  { pattern: 'mend(?:s|ed|ing)?', instead: '"fix", "repair"' },
  { pattern: 'anew', instead: '"again", or "new" with the noun' },
  {
    pattern: '(?:is|are|was|were) told',
    instead:
      '"is reported", "is distinguished from", "receives"; or say who tells: "the host tells the client"',
  },
  { pattern: 'in vain', instead: 'say what fails: "with an invalid key", "without a result"' },
  { pattern: 'in so many words', instead: '"explicitly"' },
  { pattern: 'without a word', instead: '"without a response", "silently"' },
  {
    pattern: '(?:to|for|from) who',
    instead: 'name the actor: "to the caller", "for the client that …"',
  },
];

/** Between two words: spaces, or the end of a line with what begins the next comment line. */
const GAP = String.raw`(?:\s|\/\/|\*)+`;

const MATCHERS = PHRASES.map(({ pattern, instead }) => ({
  matcher: new RegExp(String.raw`\b(?:${pattern.replaceAll(' ', GAP)})\b`, 'gi'),
  instead,
}));

interface Finding {
  /** Counted from 1. */
  readonly line: number;
  readonly found: string;
  readonly instead: string;
}

/** Finds the phrases of the table in a text, by table row and then by line. */
export const findPhrases = (text: string): Finding[] =>
  MATCHERS.flatMap(({ matcher, instead }) =>
    Array.from(text.matchAll(matcher), (match) => ({
      line: text.slice(0, match.index).split('\n').length,
      found: match[0].replaceAll(new RegExp(GAP, 'g'), ' '),
      instead,
    })),
  );
