const HTML_CHARACTERS = /[<>&\u2028\u2029]/g;

/** Writes JSON like Go's encoding/json: without spaces, with the special characters of HTML escaped. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    HTML_CHARACTERS,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
