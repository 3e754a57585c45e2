import { toStoreError } from './store-error.ts';

/** The same functions as ones that answer later: a store may have to ask a server. */
export type Later<Part> = {
  readonly [Name in keyof Part]: Part[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Promise<Answer>
    : never;
};

/**
 * Makes functions answer later, and tell whatever they throw as a StoreError. What they do is done before the
 * first answer is waited for. `after` is called with the name of each that has succeeded.
 */
export const later = <Part extends object>(
  part: Part,
  path: string,
  after: (name: string) => void = () => {},
): Later<Part> =>
  Object.fromEntries(
    Object.entries(part).map(([name, method]) => [
      name,
      async (...args: unknown[]) => {
        try {
          const answer = method(...args);
          after(name);
          return answer;
        } catch (error) {
          throw toStoreError(error, path);
        }
      },
    ]),
  ) as Later<Part>;
