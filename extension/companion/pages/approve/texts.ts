/** What the approval window says beyond its markup. */
export const TEXTS = {
  moreQuestion: 'Allow this extension more?',
} as const;
