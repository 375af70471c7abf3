import locale from '../shared/locales/en.json' with { type: 'json' };
import { homeSentence } from '../shared/home-sentence.ts';
import type { Status } from '../shared/status.ts';
import { formatTime } from './table.ts';

const plural = new Intl.PluralRules('en');
const sentences: Readonly<Record<string, string>> = locale.sentence;

/** The home sentence in words, as the Sync screen and the tray say it. */
export function sayHomeSentence(status: Status): string {
  const { key, params } = homeSentence(status);
  const name = key.replace(/^sentence\./, '');
  const count = typeof params['count'] === 'number' ? params['count'] : 0;
  const template = sentences[name] ?? sentences[`${name}_${plural.select(count)}`] ?? sentences[`${name}_other`];
  if (template === undefined) throw new Error(`There is no text for ${key}`);
  const seconds = typeof params['seconds'] === 'number' ? params['seconds'] : 0;
  const said: Readonly<Record<string, string | number>> = {
    ...params,
    since: formatTime(String(params['since'] ?? '')),
    at: formatTime(String(params['at'] ?? '')),
    until: formatTime(String(params['until'] ?? '')),
    duration: sayDuration(seconds),
  };
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_match, param: string) => {
    const value = said[param] ?? '';
    return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
  });
}

function sayDuration(seconds: number): string {
  const [amount, unit] = seconds < 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** The home sentence, and below it what a technician wants to know next. */
export function sayStatus(status: Status): string {
  const { counts } = status;
  const lines = [
    sayHomeSentence(status),
    '',
    `Branch        ${status.branch?.name ?? 'not connected to head office'}`,
    `Head office   ${status.masterUrl ?? 'none'} (${status.connection.state})`,
    `Changes       ${counts.pending} waiting, ${counts.syncing} sending, ${counts.failed} refused, ${counts.completed} confirmed`,
  ];
  if (status.held > 0) lines.push(`Held back     ${status.held} behind a refused change`);
  if (status.conflicts > 0) lines.push(`Conflicts     ${status.conflicts} to decide: see \`branch conflicts\``);
  if (status.lastConfirmedAt) lines.push(`Confirmed     ${formatTime(status.lastConfirmedAt)}`);
  if (status.connection.message) lines.push(`Connection    ${status.connection.message}`);
  if (status.lastError) lines.push(`Last error    ${status.lastError.message} (${formatTime(status.lastError.at)})`);
  return lines.join('\n');
}
