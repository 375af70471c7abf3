import { connect, type Socket } from 'node:net';
import { openLineEnds } from '../support/line-ends.ts';

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
  let swallowed: string | undefined;

  const ends = await openLineEnds('127.0.0.1', (branch) => {
    const master = connect({ host: hostname, port: Number(port) });
    ends.hold(master);
    breakTogether(branch, master);
    let mute = false;
    branch.on('data', (bytes: Buffer) => {
      mute ||= swallowed !== undefined && bytes.subarray(0, swallowed.length).toString('latin1') === swallowed;
      master.write(bytes);
    });
    master.on('data', (bytes: Buffer) => {
      if (!mute) branch.write(bytes);
    });
  });

  return {
    url: `http://127.0.0.1:${ends.port}`,
    cut: () => ends.close(),
    async restore() {
      await ends.close();
      swallowed = undefined;
      await ends.open();
    },
    swallowAnswersTo(request) {
      swallowed = request;
    },
    close: () => ends.close(),
  };
}

function breakTogether(one: Socket, other: Socket): void {
  one.on('close', () => other.destroy());
  other.on('close', () => one.destroy());
}
