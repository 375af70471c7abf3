import { app } from 'electron';
import { join } from 'node:path';

/** The folder of the branch's records, settings and log on this computer. */
export function dataDirOfUser(): string {
  return join(app.getPath('userData'), 'data');
}
