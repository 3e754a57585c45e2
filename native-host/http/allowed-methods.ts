import { matchOperation } from '../../shared/operations/match.ts';

const METHODS = ['HEAD', 'GET', 'POST', 'DELETE'];

/** What a route answers to, where it does not answer to `method`: as gin's `Allow` header says it. */
export const allowedMethods = (method: string, path: string): string | undefined => {
  if (matchOperation(method, path)) return undefined;
  const others = METHODS.filter((each) => matchOperation(each, path) !== undefined);
  return others.length === 0 ? undefined : others.join(', ');
};
