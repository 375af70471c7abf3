import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../../scripts/demo/random.ts';
import { openStore, type Store } from '../../../src/main/store/open-store.ts';
import { SyncLogError, toErrorShape } from '../../../src/shared/errors.ts';
import { translateSqliteError } from '../../../src/sqlite/sqlite-error.ts';
import type { FaultWorld } from '../world/world.ts';

export interface DamagedFile {
  /** Every nth byte of the header of the file and of each of its pages; 1 = all of them. */
  readonly everyHeaderByte: number;
  /** So many bytes anywhere else. */
  readonly elsewhere: number;
}

const pageSize = 4096;
/** The header of the file with that of its first page, and of a page: flags, free block, count of cells, their start, fragments, right child. */
const fileHeader = 112;
const pageHeader = 12;
const leftOut = 'a model is left out';

/**
 * A branch's database with one byte changed, for one byte after the other: it is refused with a reason and left as it is, or everything in it is as it was.
 * A byte of a person's text in the middle of a page is beyond what SQLite can see; those are counted, and are what the comparison with head office is for.
 */
export async function damagedFile(world: FaultWorld, { everyHeaderByte, elsewhere }: DamagedFile): Promise<string> {
  const { random } = world;
  const sound = await makeDatabase(join(world.folder, 'sound'));
  const truth = await read(join(world.folder, 'sound'));
  const pages = sound.length / pageSize;
  const headers = headerOffsets(pages).filter((_offset, index) => index % everyHeaderByte === 0);
  const counts = { refused: 0, leftOut: 0, unharmed: 0, altered: 0 };
  for (const offset of headers) counts[await damage(world.folder, sound, truth, offset, random)] += 1;
  if (counts.altered > 0) throw new Error(`${counts.altered} damaged headers were read as if nothing had happened`);
  const others = { ...counts, refused: 0, leftOut: 0, unharmed: 0 };
  for (let left = elsewhere; left > 0; left -= 1)
    others[await damage(world.folder, sound, truth, random.whole(fileHeader, sound.length - 1), random)] += 1;
  const said = (found: typeof counts): string =>
    `${found.refused} refused with their reason, ${found.leftOut} with a warning that a model is left out, ${found.unharmed} harmless`;
  return `${pages} pages; ${headers.length} bytes of headers: ${said(counts)}, 0 read wrongly; ${elsewhere} bytes elsewhere: ${said(others)}, ${others.altered} inside texts and numbers, which only the comparison with head office sees`;
}

function headerOffsets(pages: number): number[] {
  const first = Array.from({ length: fileHeader }, (_none, offset) => offset);
  const others = Array.from({ length: (pages - 1) * pageHeader }, (_none, index) => {
    return (1 + Math.floor(index / pageHeader)) * pageSize + (index % pageHeader);
  });
  return [...first, ...others];
}

async function makeDatabase(dataDir: string): Promise<Buffer> {
  const store = await openStore({ dataDir });
  await store.write((trx) => {
    const ids = Array.from({ length: 400 }, (_none, number) =>
      store.repository('Product').save(trx, {
        sku: `SKU-${number}`,
        name: `Product number ${number}`,
        price_cents: number,
        description: number % 40 === 0 ? 'long '.repeat(399) : null,
      }),
    ).map((row) => String(row['id']));
    for (const id of ids.slice(0, 60)) store.repository('Product').remove(trx, id);
  });
  store.close();
  return readFileSync(join(dataDir, 'branch.sqlite'));
}

/** A digest of everything that people see of a database. */
async function read(dataDir: string): Promise<string> {
  const store = await openStore({ dataDir });
  try {
    // In the text of the schema a changed byte is a table or a column of another name: that model is left out, and a warning says so.
    if (store.leftOut.length > 0) return leftOut;
    return digestOf(store);
  } catch (error) {
    throw translateSqliteError(error) ?? error;
  } finally {
    store.close();
  }
}

function digestOf(store: Store): string {
  const hash = createHash('sha256').update(String(store.models.all.length - store.leftOut.length));
  for (const { name } of store.models.all) hash.update(JSON.stringify(store.repository(name).list({ orderBy: 'id' })));
  hash.update(JSON.stringify(store.SyncLog.getSyncLogStats()));
  hash.update(JSON.stringify(store.SyncLog.search({}, { limit: 100_000 })));
  hash.update(JSON.stringify([store.installationId, store.identity()]));
  return hash.digest('hex');
}

async function damage(
  folder: string,
  sound: Buffer,
  truth: string,
  offset: number,
  random: Random,
): Promise<'refused' | 'leftOut' | 'unharmed' | 'altered'> {
  const dataDir = join(folder, 'damaged');
  const file = join(dataDir, 'branch.sqlite');
  const content = Buffer.from(sound);
  content.writeUInt8((content.readUInt8(offset) + random.whole(1, 255)) % 256, offset);
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir);
  writeFileSync(file, content);
  try {
    const found = await read(dataDir);
    return found === leftOut ? 'leftOut' : found === truth ? 'unharmed' : 'altered';
  } catch (error) {
    if (!(error instanceof SyncLogError) || !error.code.startsWith('database-'))
      throw new Error(`Byte ${offset}: ${toErrorShape(error).message}`, { cause: error });
    if (!readFileSync(file).equals(content)) throw new Error(`Byte ${offset}: the refused file was written to`);
    return 'refused';
  }
}
