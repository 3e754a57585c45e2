import { Agent, request } from 'node:http';

/** The host of the bare relay: passes frames on as HTTP and back, without any check. */
const agent = new Agent({ keepAlive: true });
let pieces = [];
let held = 0;

const send = (message) => {
  const json = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(4);
  header.writeUInt32LE(json.length);
  process.stdout.write(Buffer.concat([header, json]));
};

const relay = ({ id, url, body }) =>
  request(url, { agent, method: 'POST', headers: { 'content-type': 'application/json' } }, (reply) => {
    reply.on('data', (chunk) => send({ id, text: chunk.toString() }));
    reply.on('end', () => send({ id, end: true }));
  }).end(body);

process.stdin.on('data', (chunk) => {
  pieces.push(chunk);
  held += chunk.length;
  while (held >= 4) {
    if (pieces[0].length < 4) pieces = [Buffer.concat(pieces)];
    const length = pieces[0].readUInt32LE(0);
    if (held < 4 + length) return;
    const all = Buffer.concat(pieces);
    relay(JSON.parse(all.subarray(4, 4 + length)));
    pieces = [all.subarray(4 + length)];
    held -= 4 + length;
  }
});
process.stdin.on('end', () => process.exit());
