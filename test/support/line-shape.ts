import type { Socket } from 'node:net';

/** A slow, far and lossy line. */
export interface LineShape {
  readonly bytesPerSecond: number;
  /** One way, in milliseconds. */
  readonly delayMs: number;
  /** Share of packets that are lost, 0 ≤ x < 1. TCP sends each again one round trip later, and what follows on its connection waits for it. */
  readonly loss: number;
}

/** One direction of a line, shared by all its connections. */
export interface Link {
  carrier(from: Socket, to: Socket): (bytes: Buffer) => void;
}

const packetBytes = 1448;
/** So much may stand in front of the bottleneck before its sender has to wait, as in a router. */
const queueMs = 250;

export function shapeLink({ bytesPerSecond, delayMs, loss }: LineShape, random: () => number): Link {
  let freeAt = 0;
  const sendingMs = (bytes: number): number => (bytes / bytesPerSecond) * 1000;

  return {
    carrier(from, to) {
      let lastArrival = 0;
      return (bytes) => {
        for (let start = 0; start < bytes.length; start += packetBytes) {
          const packet = bytes.subarray(start, start + packetBytes);
          const now = performance.now();
          freeAt = Math.max(now, freeAt) + sendingMs(packet.length);
          let arrival = freeAt + delayMs;
          while (random() < loss) {
            freeAt += sendingMs(packet.length);
            arrival += 2 * delayMs;
          }
          // In order: nothing overtakes a packet that is sent again.
          lastArrival = Math.max(lastArrival, arrival);
          setTimeout(() => void (to.destroyed || to.write(packet)), lastArrival - now);
        }
        const ahead = Math.max(freeAt, lastArrival - delayMs) - performance.now();
        if (ahead <= queueMs) return;
        from.pause();
        setTimeout(() => from.resume(), ahead - queueMs);
      };
    },
  };
}
