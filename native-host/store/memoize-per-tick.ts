/**
 * Memoizes a value for the current tick of the event loop. All calls of a tick share it, because nothing that happened
 * between them can have been observed. An exception is not memoized.
 */
export const memoizePerTick = <Value>(compute: () => Value): (() => Value) => {
  let memo: { readonly value: Value } | undefined;
  const forget = () => {
    memo = undefined;
  };
  return () => {
    if (!memo) {
      memo = { value: compute() };
      setImmediate(forget);
    }
    return memo.value;
  };
};
