import { z } from 'zod';

/**
 * `GET /v1/health?challenge=<32 to 128 hex digits>`, without credentials. The signature (Ed25519, base64url) is over
 * `synclog-health:<challenge>:<masterId>:<epoch>:<time>`; a branch checks it with the public key it got when it enrolled, so that neither a Wi-Fi
 * login page nor another server can pass for head office.
 */
export const healthQuerySchema = z.object({ challenge: z.string().regex(/^[0-9a-f]{32,128}$/) });

export const healthAnswerSchema = z.object({
  service: z.literal('synclog-master'),
  masterId: z.uuid(),
  epoch: z.uuid(),
  /** The master's time, ISO-8601 UTC. */
  time: z.string(),
  appVersion: z.string(),
  protocol: z.object({ oldest: z.number().int(), newest: z.number().int() }),
  recordSchemaVersion: z.number().int(),
  /** A backup of head office holds the feed up to there; null = there is none (I17). */
  backedUpTo: z.number().int().nullable().optional(),
  /** Content codings that the master accepts for the body of a push, best first. */
  encodings: z.array(z.string()),
  limits: z.object({ maxBodyBytes: z.number().int(), maxChanges: z.number().int() }),
  /** Ed25519 public key, SPKI, base64url. */
  publicKey: z.string(),
  signature: z.string(),
});
export type HealthAnswer = z.infer<typeof healthAnswerSchema>;

/** The text that a health answer's signature covers. */
export function healthSignatureText(
  challenge: string,
  answer: Pick<HealthAnswer, 'masterId' | 'epoch' | 'time'>,
): string {
  return `synclog-health:${challenge}:${answer.masterId}:${answer.epoch}:${answer.time}`;
}
