/** Recordings that the stand-in cannot reproduce, and why. A test fails if it can reproduce one of them. */
export const exceptions: Readonly<Record<string, string>> = {};
