/** As much as one question may ask for. */
const pageSize = 1000;

/** Reads so many rows, a page at a time. */
export async function inPages<T>(
  offset: number,
  limit: number,
  read: (page: { readonly offset: number; readonly limit: number }) => Promise<readonly T[]>,
): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const size = Math.min(pageSize, limit - rows.length);
    const page = await read({ offset: offset + rows.length, limit: size });
    rows.push(...page);
    if (page.length < size || rows.length >= limit) return rows;
  }
}
