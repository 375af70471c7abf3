/** Bodies smaller than this say nothing about the line: they measure its delay. */
const leastBytes = 16_384;
/** Below so many bytes per second on the wire there is no question but to compress. */
const slowLine = 1_000_000;

/** Bytes per millisecond that even a poor line is believed to carry. */
export const poorLine = 4;

export interface Transfer {
  /** Size before compression. */
  readonly rawBytes: number;
  readonly wireBytes: number;
  readonly milliseconds: number;
  readonly compressed: boolean;
}

/** Decides by measurement whether compressing the body of a push is worth its time. Unknown lines are taken for slow. */
export interface LineSpeed {
  shouldCompress(rawBytes: number): boolean;
  note(transfer: Transfer): void;
  /** Raw bytes per second lately; null until measured. */
  rate(): number | null;
}

/** @param loopback the master is on this very machine, where compression only costs */
export function createLineSpeed(loopback: boolean): LineSpeed {
  let plain: number | null = null;
  let packed: number | null = null;
  let wire: number | null = null;
  let sent = 0;
  // Rarer and rarer, a body goes out uncompressed to see whether the line has become fast.
  let nextTrial = 16;
  const blend = (old: number | null, fresh: number): number => (old === null ? fresh : old * 0.7 + fresh * 0.3);
  return {
    shouldCompress(rawBytes) {
      if (loopback || rawBytes < 1024) return false;
      if (sent >= nextTrial && wire !== null && wire >= slowLine) return false;
      return plain === null || packed === null || packed >= plain * 0.9;
    },
    note({ rawBytes, wireBytes, milliseconds, compressed }) {
      if (rawBytes < leastBytes) return;
      sent += 1;
      const seconds = Math.max(milliseconds, 0.1) / 1000;
      if (compressed) {
        packed = blend(packed, rawBytes / seconds);
        wire = blend(wire, wireBytes / seconds);
        return;
      }
      plain = blend(plain, rawBytes / seconds);
      if (sent >= nextTrial) nextTrial = sent * 4;
    },
    rate: () => (plain === null || packed === null ? (plain ?? packed) : Math.max(plain, packed)),
  };
}
