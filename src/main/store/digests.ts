import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/json.ts';
import type { ModelDigest } from '../../shared/protocol/verify.ts';
import type { StoreContext } from './context.ts';
import { createReader } from './record-reader.ts';

const pageSize = 1000;

/** Count and digest of every synced model, computed as `GET /v1/digests` describes; yields between pages. */
export async function computeDigests(context: StoreContext): Promise<ModelDigest[]> {
  const digests: ModelDigest[] = [];
  for (const model of context.models.all) {
    if (context.isExcluded(model) || !context.findTable(model.name)) continue;
    const reader = createReader(context, model);
    const hash = createHash('sha256');
    let count = 0;
    let after: string | null = null;
    for (let page = reader.page(after, pageSize); page.length > 0; page = reader.page(after, pageSize)) {
      for (const record of page) hash.update(`${canonicalJson(record)}\n`);
      count += page.length;
      after = String(page.at(-1)?.['id']);
      await context.yieldToOthers();
    }
    digests.push({ modelName: model.name, count, digest: hash.digest('hex') });
  }
  return digests;
}
