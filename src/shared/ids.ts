import { v7 } from 'uuid';
import { z } from 'zod';

/** UUIDv7 as lower-case text: made where the record is made, sortable by time. */
export const idSchema = z.uuid();

/** A new UUIDv7. */
export function newId(): string {
  return v7();
}

/** Makes ids. Injected where a simulation must be repeatable. */
export type IdSource = () => string;
