import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a branch; only its hash is kept (findBranchByToken). */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex. Tokens and codes are random, so a slow hash would protect nothing more. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** No letters or digits that are taken for one another when read out over the telephone. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A one-time code such as `K7QF-29XM-RWTB`: 59 random bits in a form that can be dictated. */
export function createCode(): string {
  const letters: string[] = [];
  while (letters.length < 12) {
    for (const byte of randomBytes(16)) {
      // Only below the largest multiple of the alphabet, so that each letter is equally likely.
      if (letters.length < 12 && byte < alphabet.length * 8) letters.push(alphabet.charAt(byte % alphabet.length));
    }
  }
  return [0, 4, 8].map((from) => letters.slice(from, from + 4).join('')).join('-');
}

/** How a code is compared: whatever case, spaces or dashes it was typed with. */
export function normalizeCode(code: string): string {
  return code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
