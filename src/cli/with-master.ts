import type { Master } from '../master/master.ts';

/** Opens head office's database in this process, beside a server that may be running on it, and closes it however the work ends. */
export async function withMaster<T>(
  options: { readonly db: string; readonly log?: boolean },
  work: (master: Master) => Promise<T>,
): Promise<T> {
  // Loaded only where it is needed: a branch's commands start without a web server's code.
  const { openMaster } = await import('../master/open-master.ts');
  const master = await openMaster(options);
  try {
    return await work(master);
  } finally {
    await master.close();
  }
}
