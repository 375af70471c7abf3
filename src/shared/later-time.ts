import type { FieldValue } from './record.ts';

/** The later of two times of change in ISO form; no person typed them, so they are never in conflict. What is missing is the earliest. */
export function laterTime(a: FieldValue | undefined, b: FieldValue | undefined): FieldValue {
  return String(a ?? '') > String(b ?? '') ? (a ?? null) : (b ?? null);
}
