/**
 * Asks once for all who want to know within one turn of the event loop. What arrived together is answered together:
 * none of it can know what came in between.
 */
export const onceATurn = <Answer>(ask: () => Answer): (() => Answer) => {
  let answer: { readonly is: Answer } | undefined;
  const forget = () => {
    answer = undefined;
  };
  return () => {
    if (!answer) {
      answer = { is: ask() };
      setImmediate(forget);
    }
    return answer.is;
  };
};
