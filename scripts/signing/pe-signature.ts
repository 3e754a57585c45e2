/** The entry of the data directories that names the signature. https://learn.microsoft.com/windows/win32/debug/pe-format */
const CERTIFICATE_TABLE = 4;

/** Where the data directories of a 64-bit image are, from the start of its header. */
const DIRECTORIES = 24 + 112;

const PE = 0x5045_0000;

/** Whether the header of a 64-bit Windows executable names a signature. False for any other file. */
export const hasPeSignature = (head: Buffer): boolean => {
  if (head.length < 0x40 || head.toString('latin1', 0, 2) !== 'MZ') return false;
  const at = head.readUInt32LE(0x3c);
  const entry = at + DIRECTORIES + CERTIFICATE_TABLE * 8;
  return head.length >= entry + 8 && head.readUInt32BE(at) === PE && head.readUInt32LE(entry + 4) > 0;
};
