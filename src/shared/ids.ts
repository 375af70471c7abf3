import { v7 } from 'uuid';
import { z } from 'zod';

/** UUIDv7 as lower-case text: made where the record is made, sortable by time. */
export const idSchema = z.uuid();

/** Every place that this runs in has it; types of none of them are known here. */
declare const crypto: { getRandomValues(bytes: Uint8Array): void };

const bytesPerId = 16;
/** Fetched for so many ids at once: a call for each costs more than the id. */
const pool = new Uint8Array(256 * bytesPerId);
let used = pool.length;

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += bytesPerId;
  return pool.subarray(used - bytesPerId, used);
}

let msecs = 0;
let sequence = 0;

/** A new UUIDv7, greater than each one made here before, also within a millisecond or after the clock was put back. */
export function newId(): string {
  const random = randomBytes();
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // 31 of its 32 bits, so that it does not overflow soon.
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  } else {
    sequence = (sequence + 1) >>> 0;
    if (sequence === 0) msecs += 1;
  }
  return v7({ random, msecs, seq: sequence });
}

/** Makes ids. Injected where a simulation must be repeatable. */
export type IdSource = () => string;
