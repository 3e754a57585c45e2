import { styleText } from 'node:util';
import type { CheckState } from '../../shared/protocol/check-up.ts';
import { type Finding, isProblem, titleOf } from './finding.ts';

type Style = Parameters<typeof styleText>[0];

/** Styles a text, or returns it unchanged where the output has no colours. */
export type Paint = (style: Style, text: string) => string;

/** Colours for a terminal, unless NO_COLOR or the terminal says otherwise. */
export const terminalPaint: Paint = (style, text) => styleText(style, text, { stream: process.stdout });

const MARKS: Readonly<Record<CheckState, readonly [mark: string, style: Style]>> = {
  error: ['✗', 'red'],
  warning: ['!', 'yellow'],
  ok: ['✓', 'green'],
  skipped: ['–', 'dim'],
};

/** Indents each line. */
const indent = (text: string): string => text.replaceAll(/^/gm, '  ');

const problemText = (finding: Finding, paint: Paint): string => {
  const { state, message, help, detail } = finding;
  const [mark, style] = MARKS[state];
  return [
    `${paint(style, mark)} ${paint('bold', titleOf(finding))}`,
    ...(message ? [indent(message)] : []),
    ...(help ? [indent(`→ ${help}`)] : []),
    ...(detail ? [paint('dim', indent(detail))] : []),
  ].join('\n');
};

const lineText = (finding: Finding, paint: Paint): string => {
  const [mark, style] = MARKS[finding.state];
  return `${paint(style, mark)} ${titleOf(finding)}`;
};

/** The names of what passed, with the number of checks of each. */
const summary = (passed: readonly Finding[], paint: Paint): string => {
  const counts = new Map<string, number>();
  for (const { name } of passed) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].map(([name, count]) => (count > 1 ? `${name} (${count})` : name));
  return `${paint('green', '✓')} ${names.join(', ')}`;
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What is wrong in one line, and what `--fix` can do about it. */
const lastLine = (problems: readonly Finding[]): string => {
  if (problems.length === 0) return 'Everything is ready.';
  const errors = problems.filter(({ state }) => state === 'error').length;
  const warnings = problems.length - errors;
  const found = [
    ...(errors > 0 ? [counted(errors, 'problem')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(', ');
  const fixed = problems.filter(({ fixBy }) => fixBy).length;
  if (fixed === 0) return `${found}.`;
  const which = fixed === problems.length ? '' : ` ${fixed} of them`;
  return `${found}. Run \`ollama-turnkey doctor --fix\` to solve${which || (fixed === 1 ? ' it' : ' them')}.`;
};

/** Joins the problems that have the same cause: `Chromium, Firefox: the Turnkey app is not registered`. */
const joinSame = (problems: readonly Finding[]): Finding[] => {
  const joined = new Map<string, Finding>();
  for (const problem of problems) {
    const key = `${problem.cause} ${problem.what}`;
    const first = joined.get(key);
    if (!first) joined.set(key, problem);
    else {
      const detail = [first.detail, problem.detail].filter(Boolean).join('\n');
      joined.set(key, { ...first, name: `${first.name}, ${problem.name}`, ...(detail && { detail }) });
    }
  }
  return [...joined.values()];
};

/** The findings as text: problems first, each with what to do; what passed in one line, or a line each with `all`. */
export const formatFindings = (
  findings: readonly Finding[],
  { all = false, home, paint }: { readonly all?: boolean; readonly home: string; readonly paint: Paint },
): string => {
  const problems = [
    ...joinSame(findings.filter(({ state }) => state === 'error')),
    ...joinSame(findings.filter(({ state }) => state === 'warning')),
  ];
  const others = findings.filter((finding) => !isProblem(finding));
  const passed = others.filter(({ state }) => state === 'ok');
  const rest = all
    ? others.map((finding) => lineText(finding, paint)).join('\n')
    : passed.length > 0
      ? summary(passed, paint)
      : '';
  const blocks = [...problems.map((finding) => problemText(finding, paint)), rest, lastLine(problems)];
  return blocks.filter(Boolean).join('\n\n').replaceAll(home, '~');
};

/** The exit codes of `doctor`, by the worst finding. 2 is for usage errors. */
export const exitCodeOf = (findings: readonly Finding[]): number => {
  if (findings.some(({ state }) => state === 'error')) return 1;
  return findings.some(({ state }) => state === 'warning') ? 3 : 0;
};
