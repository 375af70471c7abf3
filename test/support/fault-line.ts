import { connect, type Socket } from 'node:net';
import { openLineEnds } from '../../scripts/support/line-ends.ts';
import { shapeLink, type Link, type LineShape } from './line-shape.ts';

/**
 * What becomes of what a branch and head office say to each other. `cut`: connections break and new ones are refused. `silent`: everything is taken, nothing
 * arrives. `login-page`: a hotel's Wi-Fi answers in head office's place. `truncated`: every answer breaks off after so many bytes.
 */
export type LineState =
  | { readonly kind: 'good' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'login-page' }
  | { readonly kind: 'truncated'; readonly afterBytes: number };

export interface FaultLineOptions {
  /** Head office's address. */
  readonly target: string;
  /** The address to listen on. Default 127.0.0.1, over which a branch does not compress. */
  readonly host?: string;
  readonly shape?: LineShape;
  /** 0 ≤ x < 1, for what is left to chance. */
  readonly random: () => number;
}

/** A TCP proxy between a branch and head office with every fault of a real line. */
export interface FaultLine {
  /** What the branch takes for head office's address. It stays, whatever happens. */
  readonly url: string;
  /** Bytes taken so far in each direction, those of broken connections included. */
  readonly carried: { readonly toMaster: number; readonly toBranch: number };
  /** Answers thrown away so far by `loseAnswers`. */
  readonly lost: number;
  /** Breaks every connection; what comes after meets this state. */
  become(state: LineState): Promise<void>;
  /** Head office has moved. */
  aim(target: string): void;
  /** This share of the requests is carried out by head office, and its answer is lost with the connection. */
  loseAnswers(share: number): void;
  close(): Promise<void>;
}

const loginPage = '<!doctype html><title>Welcome</title><form><input name="room"><button>Connect</button></form>';
const loginAnswer = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${loginPage.length}\r\nconnection: close\r\n\r\n${loginPage}`;

export async function openFaultLine(options: FaultLineOptions): Promise<FaultLine> {
  const { host = '127.0.0.1', shape, random } = options;
  const carried = { toMaster: 0, toBranch: 0 };
  const up = shape && shapeLink(shape, random);
  const down = shape && shapeLink(shape, random);
  let target = new URL(options.target);
  let state: LineState = { kind: 'good' };
  let lostShare = 0;
  let lost = 0;

  function join(branch: Socket, truncateAfter: number | undefined): void {
    const master = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    ends.hold(master);
    const breakBoth = (): void => {
      branch.destroy();
      master.destroy();
    };
    branch.on('close', breakBoth);
    master.on('close', breakBoth);
    let waiting = false;
    let doomed = false;
    let answered = 0;
    const toMaster = carrier(up, branch, master);
    const toBranch = carrier(down, master, branch);
    branch.on('data', (bytes: Buffer) => {
      if (!waiting) doomed = random() < lostShare;
      waiting = true;
      carried.toMaster += bytes.length;
      toMaster(bytes);
    });
    master.on('data', (bytes: Buffer) => {
      waiting = false;
      if (doomed) {
        lost += 1;
        return breakBoth();
      }
      carried.toBranch += bytes.length;
      answered += bytes.length;
      if (truncateAfter === undefined || answered <= truncateAfter) return toBranch(bytes);
      branch.end(bytes.subarray(0, Math.max(0, bytes.length - (answered - truncateAfter))));
      master.destroy();
    });
  }

  const ends = await openLineEnds(host, (branch) => {
    if (state.kind === 'silent') return void branch.on('data', (bytes: Buffer) => (carried.toMaster += bytes.length));
    if (state.kind === 'login-page') return void branch.once('data', () => branch.end(loginAnswer));
    join(branch, state.kind === 'truncated' ? state.afterBytes : undefined);
  });

  return {
    url: `http://${host}:${ends.port}`,
    carried,
    get lost() {
      return lost;
    },
    async become(next) {
      state = next;
      ends.breakAll();
      await (next.kind === 'cut' ? ends.close() : ends.open());
    },
    aim(address) {
      target = new URL(address);
    },
    loseAnswers(share) {
      lostShare = share;
    },
    close: () => ends.close(),
  };
}

/** Writes to one socket what came from the other: at once, or as late as the link lets it arrive. */
function carrier(link: Link | undefined, from: Socket, to: Socket): (bytes: Buffer) => void {
  if (link) return link.carrier(from, to);
  return (bytes) => {
    if (to.destroyed || to.write(bytes)) return;
    from.pause();
    to.once('drain', () => from.resume());
  };
}
