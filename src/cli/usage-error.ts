import { SyncLogError } from '../shared/errors.ts';

/** The command was understood word by word, but not what is meant by it: exit code 2, and nothing was done. */
export class UsageError extends SyncLogError {
  constructor(message: string) {
    super('wrong-usage', message);
    this.name = 'UsageError';
  }
}
