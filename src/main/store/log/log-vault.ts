import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { ModelRegistry } from '../../../models/kit/registry.ts';
import type { RecordRow } from '../../../shared/record.ts';

/**
 * Keeps the sensitive fields of the records in the log's `data` encrypted, so that what was deleted or changed long ago is not left readable in a copy of the
 * database. AES-256-GCM, one random nonce a value, bound to its model and field. Without a key it keeps them as they are: a save never fails for it.
 */
export interface LogVault {
  /** @param key 32 bytes; null = none to be had */
  use(key: Buffer | null): void;
  /** The record as it is kept in the log. */
  seal(modelName: string, record: RecordRow): RecordRow;
  /** The record as it was; `lost` names the fields that this key does not open (they are null then). */
  open(modelName: string, kept: RecordRow): { readonly record: RecordRow; readonly lost: readonly string[] };
}

const mark = 'sealed:v1:';
const nonceBytes = 12;
const tagBytes = 16;

/** What tells keys apart without telling the key. */
export function fingerprintOf(key: Buffer): string {
  return createHash('sha256').update('synclog-log-key:').update(key).digest('hex').slice(0, 16);
}

export function createLogVault(models: ModelRegistry): LogVault {
  let key: Buffer | null = null;

  function sealValue(secret: Buffer, bound: string, value: RecordRow[string]): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(bound));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return mark + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  }

  function openValue(secret: Buffer, bound: string, sealed: string): RecordRow[string] | undefined {
    const bytes = Buffer.from(sealed.slice(mark.length), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
      const value: RecordRow[string] = JSON.parse(text.toString('utf8'));
      return value;
    } catch {
      // Another key's, or damaged: authenticated encryption does not tell which.
      return undefined;
    }
  }

  return {
    use(next) {
      key = next;
    },
    seal(modelName, record) {
      const fields = models.find(modelName)?.sensitiveFields ?? [];
      if (key === null || fields.length === 0) return record;
      const sealed = { ...record };
      for (const field of fields) {
        const value = record[field] ?? null;
        if (value !== null) sealed[field] = sealValue(key, `${modelName}.${field}`, value);
      }
      return sealed;
    },
    open(modelName, kept) {
      const record = { ...kept };
      const lost: string[] = [];
      for (const field of models.find(modelName)?.sensitiveFields ?? []) {
        const value = kept[field];
        if (typeof value !== 'string' || !value.startsWith(mark)) continue;
        const opened = key === null ? undefined : openValue(key, `${modelName}.${field}`, value);
        record[field] = opened ?? null;
        if (opened === undefined) lost.push(field);
      }
      return { record, lost };
    },
  };
}
