import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The line between a branch and head office, as a TCP proxy that can be cut. */
export interface Line {
  /** What the branch takes for head office's address. */
  readonly url: string;
  /** Every connection breaks, and new ones are refused at once. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /**
   * From now on nothing that head office answers to a request beginning with this text (such as `POST /v1/push`) reaches the branch, while the request
   * itself goes through. Ends with the next `restore`.
   */
  swallowAnswersTo(request: string): void;
  close(): Promise<void>;
}

/** @param target head office's real address */
export async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let swallowed: string | undefined;

  const server = createServer((branch) => {
    const master = connect({ host: hostname, port: Number(port) });
    const pair = [branch, master];
    for (const socket of pair) {
      open.add(socket);
      // Lines break: what broke this one matters to nobody, only that the other end hears of it.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        for (const other of pair) other.destroy();
      });
    }
    let mute = false;
    branch.on('data', (bytes: Buffer) => {
      mute ||= swallowed !== undefined && bytes.subarray(0, swallowed.length).toString('latin1') === swallowed;
      master.write(bytes);
    });
    master.on('data', (bytes: Buffer) => {
      if (!mute) branch.write(bytes);
    });
  });

  async function listen(at: number): Promise<number> {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The line has no port');
    return address.port;
  }

  async function stop(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  }

  const ownPort = await listen(0);
  return {
    url: `http://127.0.0.1:${ownPort}`,
    cut: stop,
    async restore() {
      await stop();
      swallowed = undefined;
      await listen(ownPort);
    },
    swallowAnswersTo(request) {
      swallowed = request;
    },
    close: stop,
  };
}
