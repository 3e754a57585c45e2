import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A load balancer of TCP connections: in turns, and to the next server if one accepts none. */
export const startBalancer = async (targets: readonly string[]) => {
  const sockets = new Set<Socket>();
  let turn = 0;

  const hold = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };

  const pass = (client: Socket, left: number) => {
    const { hostname, port } = new URL(targets[turn % targets.length] as string);
    turn += 1;
    const server = connect(Number(port), hostname);
    server.once('error', () => (left > 1 ? pass(client, left - 1) : client.destroy()));
    server.once('connect', () => {
      server.removeAllListeners('error');
      hold(server).pipe(client).pipe(server);
      // A process that is killed resets its connections.
      server.once('close', () => client.destroy());
      client.once('close', () => server.destroy());
    });
  };

  const balancer = createServer((client) => pass(hold(client), targets.length)).listen(0, '127.0.0.1');
  await once(balancer, 'listening');
  return {
    url: `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`,
    async stop() {
      balancer.close();
      for (const socket of sockets) socket.destroy();
      await once(balancer, 'close');
    },
  };
};
