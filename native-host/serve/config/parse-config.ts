import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { SECTIONS, type Sections, sections } from './config-schema.ts';

/** A value of the file for an option. */
export interface FileValue {
  readonly key: string;
  readonly value: unknown;
  readonly line: number;
}

/** What the file says. With problems, the rest is not to be used. */
export interface ParsedConfig {
  /** Keys that are not sections, which must be options. */
  readonly options: readonly FileValue[];
  readonly sections: Sections;
  /** Each with its line, as in `line 3: …`. */
  readonly problems: readonly string[];
}

const NO_SECTIONS: Sections = { aliases: {}, fallbacks: {}, 'limits-by-label': {} };

/** The line of what is at a path, or of what is nearest above it. */
const lineAt = (document: Document, lines: LineCounter, path: readonly unknown[]): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
};

/** Parses a configuration file. Finds all problems. */
export const parseConfig = (text: string): ParsedConfig => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map(
    ({ code, pos }) => `line ${lines.linePos(pos[0]).line}: not valid YAML (${code})`,
  );
  const { contents } = document;
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null);
  if (!isEmpty && !isMap(contents)) problems.push('line 1: the file is not a list of `key: value`');
  if (problems.length > 0 || !isMap(contents)) return { options: [], sections: NO_SECTIONS, problems };
  const all = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  const options = Object.entries(all)
    .filter(([key]) => !Object.hasOwn(SECTIONS, key))
    .map(([key, value]) => ({ key, value, line: lineAt(document, lines, [key]) }));
  const checked = v.safeParse(sections, all);
  for (const issue of checked.issues ?? []) {
    const path = (issue.path ?? []).map(({ key }) => key);
    problems.push(`line ${lineAt(document, lines, path)}: ${path.join('.')}: ${issue.message}`);
  }
  return { options, sections: checked.success ? checked.output : NO_SECTIONS, problems };
};
