const HTML_CHARACTERS = /[<>&\u2028\u2029]/g;

/** JSON as Go's encoding/json writes it: no spaces, and HTML's special characters escaped. */
export function encodeGoJson(value: unknown): string {
  return JSON.stringify(value).replace(
    HTML_CHARACTERS,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
