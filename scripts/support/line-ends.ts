import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Where a proxy listens: at one port that stays the same, however often it is closed and opened. */
export interface LineEnds {
  readonly port: number;
  /** Has this connection broken with the others. What breaks it matters to nobody: lines break. */
  hold(socket: Socket): void;
  /** Breaks every connection that is held. */
  breakAll(): void;
  /** Breaks them, and refuses new ones from now on. */
  close(): Promise<void>;
  /** Takes connections again. */
  open(): Promise<void>;
}

/** @param take what becomes of a new connection, which is held already */
export async function openLineEnds(host: string, take: (socket: Socket) => void): Promise<LineEnds> {
  const held = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    hold(socket);
    take(socket);
  });

  function hold(socket: Socket): void {
    held.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => held.delete(socket));
  }

  function breakAll(): void {
    for (const socket of held) socket.destroy();
  }

  async function listen(at: number): Promise<number> {
    server.listen(at, host);
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The line has no port');
    return address.port;
  }

  const port = await listen(0);
  return {
    port,
    hold,
    breakAll,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      breakAll();
      await closed;
    },
    async open() {
      if (!server.listening) await listen(port);
    },
  };
}
