/** The browser families that each extension is built for. */
export const TARGETS = ['chromium', 'firefox'] as const;

export type Target = (typeof TARGETS)[number];
