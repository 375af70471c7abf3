import type { RecordRow } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';
import type { ConflictContent } from './conflict-rows.ts';

type Side = 'ours' | 'theirs';
type Vault = Pick<StoreContext, 'vault'>;

/** Names of fields, by side, that were sealed with a key that is not here; they are null in the content. */
export type LostFields = Readonly<Record<Side, readonly string[]>>;

/** Both sides as they are kept in the database: what is sensitive is sealed, as it is in the log. */
export function sealContent({ vault }: Vault, modelName: string, content: ConflictContent): ConflictContent {
  return mapContent(content, (_side, record) => vault.seal(modelName, record));
}

/** Both sides as they were. A lost key takes the sealed values with it and nothing else. */
export function openContent(
  { vault }: Vault,
  modelName: string,
  kept: ConflictContent,
): { readonly content: ConflictContent; readonly lost: LostFields } {
  const lost = { ours: new Set<string>(), theirs: new Set<string>() };
  const content = mapContent(kept, (side, record) => {
    const opened = vault.open(modelName, record);
    for (const name of opened.lost) lost[side].add(name);
    return opened.record;
  });
  return { content, lost: { ours: [...lost.ours], theirs: [...lost.theirs] } };
}

/** Everything in it that is a record or a value of one. */
function mapContent(content: ConflictContent, change: (side: Side, record: RecordRow) => RecordRow): ConflictContent {
  const sideOf = (side: Side): ConflictContent[Side] => {
    const { record } = content[side];
    return { ...content[side], record: record && change(side, record) };
  };
  const valueOf = (side: Side, name: string, value: RecordRow[string]): RecordRow[string] =>
    change(side, { [name]: value })[name] ?? null;
  const fields = Object.entries(content.fields).map(([name, field]) => [
    name,
    { ...field, ours: valueOf('ours', name, field.ours), theirs: valueOf('theirs', name, field.theirs) },
  ]);
  return { ...content, ours: sideOf('ours'), theirs: sideOf('theirs'), fields: Object.fromEntries(fields) };
}
