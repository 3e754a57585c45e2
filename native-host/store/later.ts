import type { Run } from './run-patiently.ts';

/** The same functions, answering with promises: a store may have to wait, or to ask a server. */
export type Later<Part> = {
  readonly [Name in keyof Part]: Part[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Promise<Answer>
    : never;
};

type Methods = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/**
 * Makes each method of a part run by `run`. `part` is asked at each attempt: the file may be another one by then.
 * `name` tells its methods from those of other parts; `after` is called with the name of each that has succeeded.
 */
export const later = <Part extends object>(
  name: string,
  part: () => Part,
  run: Run,
  after: (name: string) => void = () => {},
): Later<Part> =>
  Object.fromEntries(
    Object.keys(part()).map((method) => [
      method,
      (...args: unknown[]) =>
        run(`${name}.${method}`, () => {
          const answer = (part() as Methods)[method]?.(...args);
          after(method);
          return answer;
        }),
    ]),
  ) as Later<Part>;
