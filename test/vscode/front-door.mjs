/**
 * A short address for a long one: answers at `/` with the way to the view, and passes everything else on to the
 * server, whose own addresses carry a folder, a file and an extension.
 */
import { createServer, request } from 'node:http';
import { connect } from 'node:net';

/**
 * Listens on `port`, or on any free one if that is taken.
 * @param {import('./serve.mjs').Server} server
 * @param {import('./serve.mjs').View} view
 * @param {number} port
 * @returns {Promise<{ port: number, close: () => void }>}
 */
export async function openFrontDoor(server, view, port) {
  const door = createServer((incoming, answer) => {
    if (incoming.url === '/') {
      answer.writeHead(302, { location: server.address(view, incoming.headers.host) }).end();
      return;
    }
    const { method, url, headers } = incoming;
    const outgoing = request({ host: '127.0.0.1', port: server.port, method, path: url, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  door.on('upgrade', (incoming, socket, head) => {
    const behind = connect(server.port, '127.0.0.1', () => {
      const headers = incoming.rawHeaders.map((text, i) => (i % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
      behind.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers}\r\n`);
      behind.write(head);
      behind.pipe(socket).pipe(behind);
    });
    behind.on('error', () => socket.destroy());
    socket.on('error', () => behind.destroy());
  });
  const listen = (/** @type {number} */ wanted) =>
    new Promise((done, failed) => {
      door.once('error', failed);
      door.listen(wanted, '127.0.0.1', () => done(undefined));
    });
  await listen(port).catch(() => listen(0));
  const place = /** @type {import('node:net').AddressInfo} */ (door.address());
  return { port: place.port, close: () => door.close() };
}
