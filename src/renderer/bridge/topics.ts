import type { IpcChannel } from '../../shared/ipc/contract.ts';

/** What answers depend on; the first part of every query's key. */
export type Topic = 'status' | 'logs' | 'conflicts' | 'check' | 'settings' | 'records' | 'access';

/** The topic whose change makes the answer of a channel old. */
export function topicOf(channel: IpcChannel): Topic {
  if (channel === 'records.models') return 'settings';
  if (channel === 'branch.checkProgress') return 'check';
  const [area] = channel.split('.');
  if (area === 'access') return 'access';
  if (area === 'diagnostics') return 'status';
  if (area === 'sync') return 'status';
  if (area === 'logs') return 'logs';
  if (area === 'conflicts') return 'conflicts';
  if (area === 'records' || area === 'sales') return 'records';
  return 'settings';
}

/** The topics to ask again for after a `changed` event. A record's badge and a product's stock change with other things than the record itself. */
export function topicsOf(changed: readonly string[]): Set<Topic> {
  const topics = new Set<Topic>();
  for (const name of changed) {
    if (
      name === 'status' ||
      name === 'logs' ||
      name === 'conflicts' ||
      name === 'check' ||
      name === 'settings' ||
      name === 'access'
    )
      topics.add(name);
    // What was redacted while locked, and the other way round.
    if (name === 'access') topics.add('logs').add('records').add('conflicts');
    if (name === 'logs' || name.startsWith('records:')) topics.add('records');
    // Beside both sides stands what the record holds now.
    if (name.startsWith('records:')) topics.add('conflicts');
  }
  return topics;
}
