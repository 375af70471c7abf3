import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy between a branch and head office that holds requests of a path until it lets them go. */
export interface HeldLine {
  readonly url: string;
  /** Requests that wait here now. */
  readonly waiting: number;
  hold(path: string): void;
  letGo(): void;
  close(): Promise<void>;
}

export async function openHeldLine(target: string): Promise<HeldLine> {
  let held: string | null = null;
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const { method, headers, url: address = '/' } = request;
    const pass = (): void => {
      const passed = ask(new URL(address, target), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      response.on('close', () => passed.destroy());
      request.pipe(passed);
    };
    if (address.split('?')[0] === held) waiting.push(pass);
    else pass();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get waiting() {
      return waiting.length;
    },
    hold(path) {
      held = path;
    },
    letGo() {
      held = null;
      for (const pass of waiting.splice(0)) pass();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
