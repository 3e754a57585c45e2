/** A minimal native messaging host: it answers its first frame, and exits when its input ends. */
process.stdin.once('data', () => {
  const json = Buffer.from('{"type":"welcome"}');
  const header = Buffer.alloc(4);
  header.writeUInt32LE(json.length);
  process.stdout.write(Buffer.concat([header, json]));
});
process.stdin.on('end', () => process.exit());
