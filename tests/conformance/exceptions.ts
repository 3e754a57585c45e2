/** Recordings that the stand-in does not play, and why. The test fails when one of them could be played. */
export const exceptions: Readonly<Record<string, string>> = {};
