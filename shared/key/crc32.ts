/**
 * The CRC-32 of an ASCII text, as in zlib and PNG (reflected polynomial 0xEDB88320).
 * https://www.rfc-editor.org/rfc/rfc1952#section-8
 */
export const crc32 = (text: string): number => {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};
