/** Why something was aborted: its caller has gone, as a popup does that loses the focus. It did not cancel. */
export const CALLER_GONE = new DOMException('The caller has gone.', 'AbortError');

export const isCallerGone = (reason: unknown): boolean => reason === CALLER_GONE;
