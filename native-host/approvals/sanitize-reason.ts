import { plainLine } from '../../shared/access/plain-line.ts';

/** Maximum length of a reason, in grapheme clusters. */
export const MAX_REASON = 200;

/** Makes an extension's reason safe to show, at most {@link MAX_REASON} long. Returns null if nothing visible is left. */
export const sanitizeReason = (text: string | null | undefined): string | null =>
  plainLine(text ?? '', MAX_REASON);
