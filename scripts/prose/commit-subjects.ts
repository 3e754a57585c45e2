import { readFileSync } from 'node:fs';
import { subjectProblem } from './subject-problem.ts';

/** Checks the commit subjects on stdin, one a line: `git log --format=%s main.. | node scripts/prose/commit-subjects.ts` */
const subjects = readFileSync(0, 'utf8').split('\n').filter(Boolean);
for (const subject of subjects) {
  const problem = subjectProblem(subject);
  if (problem === undefined) continue;
  console.error(`${subject}\n  ${problem}`);
  process.exitCode = 1;
}
