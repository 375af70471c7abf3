import type { FeedEntry } from '../../shared/protocol/pull.ts';
import type { RecordName } from '../../shared/record.ts';
import { applyPlain } from './apply-plain.ts';
import type { StoreContext } from './context.ts';
import { findOpenLogs } from './log/unsettled.ts';
import { noteVersion } from './record-versions.ts';
import { dropShadow, findShadow } from './shadow.ts';

/**
 * After a change of the record was confirmed as `version`. When head office had gone further already (the answer to that change had been lost, others changed
 * the record since, and their change was pulled meanwhile), the record takes what head office holds; else branch and master would differ for good.
 */
export function settleShadow(context: StoreContext, modelName: string, modelId: string, version: number): void {
  const shadow = findShadow(context, modelName, modelId);
  if (!shadow) return;
  if (version <= shadow.version) {
    if (findOpenLogs(context, modelName, modelId).length > 0) return;
    takeShadow(context, shadow);
  }
  if (shadow.action === 'delete') settleParts(context, shadow, version <= shadow.version);
  dropShadow(context, shadow);
}

function takeShadow(context: StoreContext, shadow: FeedEntry): void {
  const { modelName, modelId, version } = shadow;
  applyPlain(context.table(modelName), shadow);
  noteVersion(context, modelName, modelId, { version, seen: version });
}

/**
 * Head office has decided for a whole that was edited here while it was removed there: its parts follow.
 * @param removed it is gone; else it is back, and so are they
 */
function settleParts(context: StoreContext, whole: RecordName, removed: boolean): void {
  for (const part of partsOf(context, whole)) {
    // Somebody has removed it here since: then its own log is answered.
    if (findOpenLogs(context, part.modelName, part.modelId).length > 0) continue;
    const shadow = findShadow(context, part.modelName, part.modelId);
    settleParts(context, part, removed);
    if (!shadow) continue;
    if (removed) takeShadow(context, shadow);
    dropShadow(context, part);
  }
}

/** Removes the parts of a whole that head office does not have, as it does not have them either: what is unsent here is not touched. */
export function removeParts(context: StoreContext, whole: RecordName): void {
  for (const part of partsOf(context, whole)) {
    if (findOpenLogs(context, part.modelName, part.modelId).length > 0) continue;
    removeParts(context, part);
    context.table(part.modelName).delete(part.modelId);
    dropShadow(context, part);
  }
}

function partsOf(context: StoreContext, { modelName, modelId }: RecordName): RecordName[] {
  return context.models
    .referencesTo(modelName)
    .filter(({ partOf }) => partOf)
    .flatMap(({ model, field }) =>
      (context.findTable(model.name)?.idsWhere(field, modelId) ?? []).map((id) => ({
        modelName: model.name,
        modelId: id,
      })),
    );
}
