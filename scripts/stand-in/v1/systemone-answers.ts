import { ApiError } from '../http/api-error.ts';

/** How sure the stand-in is of the first answer; the others share the rest. */
const SURE = 0.9;
const MOST_CRITERIA = 26;

interface Question {
  readonly type?: unknown;
  readonly criteria?: unknown;
}

/** Answers each question with the first of its options. */
export function answersTo(questions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(questions).map(([id, question]) => [id, answer(question)]));
}

function answer(question: unknown): unknown {
  const { type, criteria } = Object(question) as Question;
  if (type === 'noul') return { type, noul: SURE };
  if (type === 'choice') {
    const probabilities = share(Object.keys(Object(criteria)));
    return { type, choice: Object.keys(probabilities)[0], probabilities, confidence: SURE };
  }
  if (type !== 'score') throw new ApiError(400, 'unknown type of question');
  const levels = Array.isArray(criteria) ? criteria.map((_, level) => String(level)) : [];
  const probabilities = share(levels);
  const score = Object.entries(probabilities).reduce((sum, [level, p]) => sum + Number(level) * p, 0);
  return { type, score, probabilities, confidence: SURE };
}

function share(names: readonly string[]): Record<string, number> {
  if (names.length < 2 || names.length > MOST_CRITERIA) throw new ApiError(400, 'between 2 and 26 criteria');
  return Object.fromEntries(
    names.map((name, index) => [name, index === 0 ? SURE : (1 - SURE) / (names.length - 1)]),
  );
}
