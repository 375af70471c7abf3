import type { Prepare } from '../../sqlite/statement-cache.ts';
import type { FeedPage, FeedQuery, FeedStanding } from './master-store.ts';

interface FeedRow {
  sequence: number;
  transaction_id: string | null;
  model_name: string;
  model_id: string;
  action: string;
  version: number;
  changed_fields: string | null;
  data: string;
  branch_id: string | null;
  hlc: string;
  at: string;
}

/** How many rows at a time the rest of a group is read. */
const groupChunk = 500;
const columns =
  'sequence, transaction_id, model_name, model_id, action, version, changed_fields, data, branch_id, hlc, at';
/** I13: a branch's own changes only where the master altered them, or where it may lack them; and only what this branch is meant to get. */
const forBranch =
  '(sequence <= ? or branch_id is null or branch_id <> ? or altered) and (audience is null or audience = ?)';

type Page = Omit<FeedPage, keyof FeedStanding>;

/**
 * A page of the feed in order of sequence. Inside a read transaction, so that page and head belong together.
 * @param ownUpTo up to this sequence the branch is handed its own entries too
 */
export function readFeedPage(prepare: Prepare, query: FeedQuery, ownUpTo: number): Page {
  const head = prepare<{ head: number | null }>('select max(sequence) as head from feed').get()?.head ?? 0;
  const read = query.mode === 'latest' ? readLatest : readChanges;
  return read(prepare, query, head, [ownUpTo, query.branchId, query.branchId]);
}

/** The values of `forBranch`. */
type Whom = readonly [ownUpTo: number, branchId: string, audience: string];

function readChanges(prepare: Prepare, { after, limit }: FeedQuery, head: number, whom: Whom): Page {
  const rows = prepare<FeedRow>(
    `select ${columns} from feed where sequence > ? and ${forBranch} order by sequence limit ?`,
  ).all(after, ...whom, limit);
  if (rows.length === limit) rows.push(...restOfGroup(prepare, whom, rows.at(-1)));
  const last = rows.at(-1)?.sequence;
  // Nothing more for this branch up to the head: the next question starts behind it.
  const next = rows.length < limit || last === undefined ? Math.max(head, after) : last;
  return { entries: rows.map(toJson), next, hasMore: next < head, head, remaining: undefined };
}

/** I10: a page never ends inside a group; a group's sequences follow each other. */
function restOfGroup(prepare: Prepare, whom: Whom, last: FeedRow | undefined): FeedRow[] {
  const rest: FeedRow[] = [];
  if (!last || last.transaction_id === null) return rest;
  for (let from = last.sequence; ;) {
    const chunk = prepare<FeedRow & { mine: number }>(
      `select ${columns}, ${forBranch} as mine from feed where sequence > ? order by sequence limit ?`,
    ).all(...whom, from, groupChunk);
    for (const row of chunk) {
      if (row.transaction_id !== last.transaction_id) return rest;
      if (row.mine === 1) rest.push(row);
    }
    const end = chunk.at(-1);
    if (!end || chunk.length < groupChunk) return rest;
    from = end.sequence;
  }
}

/** Deletions too: a branch that loads may hold records of its own that others have deleted since. */
function readLatest(prepare: Prepare, { after, limit }: FeedQuery, head: number, whom: Whom): Page {
  const condition = `sequence > ? and latest and ${forBranch}`;
  const rows = prepare<FeedRow>(`select ${columns} from feed where ${condition} order by sequence limit ?`).all(
    after,
    ...whom,
    limit,
  );
  const last = rows.at(-1)?.sequence;
  const next = rows.length < limit || last === undefined ? Math.max(head, after) : last;
  // Counting costs more than the page, so it is done once a load: a million times a thousand entries would keep every other branch waiting.
  const count = (): number =>
    prepare<{ n: number }>(`select count(*) as n from feed where ${condition}`).get(after, ...whom)?.n ?? 0;
  const remaining = after === 0 ? count() : undefined;
  return { entries: rows.map(toJson), next, hasMore: next < head, head, remaining };
}

/** The stored payload is handed on as it is: reading and writing it again would cost more than all the rest. */
function toJson(row: FeedRow): string {
  const text = JSON.stringify;
  return `{"sequence":${row.sequence},"transactionId":${text(row.transaction_id)},"modelName":${text(row.model_name)},"modelId":${text(row.model_id)},"action":${text(row.action)},"version":${row.version},"changedFields":${row.changed_fields ?? 'null'},"branchId":${text(row.branch_id)},"hlc":${text(row.hlc)},"at":${text(row.at)},"data":${row.data}}`;
}
