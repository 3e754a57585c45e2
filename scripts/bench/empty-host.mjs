/** The least that a native messaging host can be: it answers its first frame, and ends with its input. */
process.stdin.once('data', () => {
  const json = Buffer.from('{"type":"welcome"}');
  const header = Buffer.alloc(4);
  header.writeUInt32LE(json.length);
  process.stdout.write(Buffer.concat([header, json]));
});
process.stdin.on('end', () => process.exit());
