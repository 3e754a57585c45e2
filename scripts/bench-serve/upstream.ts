import { createServer, type Socket } from 'node:net';

/**
 * A minimal upstream: it answers every request with the same few bytes, so that a measurement shows the cost of the
 * server in front of it. It sends its address to the process that forked it, and exits with that process.
 */
const reply = (body: string, type: string) => (connection: string) =>
  Buffer.from(
    `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n${connection}\r\n${body}`,
  );

const both = (make: (connection: string) => Buffer) => ({
  kept: make(''),
  closed: make('Connection: close\r\n'),
});

const VERSION = both(reply('{"version":"0.24.0"}', 'application/json; charset=utf-8'));
const TAGS = both(
  reply('{"models":[{"name":"bench:latest","model":"bench:latest"}]}', 'application/json; charset=utf-8'),
);
const CHAT = both(
  reply(
    `${JSON.stringify({
      model: 'bench',
      created_at: '2026-01-01T00:00:00.000000000Z',
      message: { role: 'assistant', content: 'Hello.' },
      done: true,
      done_reason: 'stop',
      prompt_eval_count: 12,
      eval_count: 3,
    })}`,
    'application/json; charset=utf-8',
  ),
);

const serve = (socket: Socket) => {
  let text = '';
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    for (;;) {
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = text.slice(0, end);
      const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
      if (text.length < end + 4 + length) return;
      text = text.slice(end + 4 + length);
      const answer = head.startsWith('POST') ? CHAT : head.startsWith('GET /api/tags') ? TAGS : VERSION;
      if (/^connection: *close/im.test(head) || / HTTP\/1\.0\r/.test(head)) socket.end(answer.closed);
      else socket.write(answer.kept);
    }
  });
};

const server = createServer({ noDelay: true }, serve).listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
process.once('disconnect', () => process.exit(0));
