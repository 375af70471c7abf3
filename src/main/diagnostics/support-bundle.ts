// Its build for Node brings a `require` of its own into the bundle, beside the bundle's own: a program that cannot be loaded.
import { strToU8, zipSync } from 'fflate/browser';
import { redactLog, redactValue } from './redact.ts';

/** What goes into the zip for support, before it is redacted. */
export interface BundleParts {
  readonly at: string;
  readonly info: unknown;
  readonly settings: unknown;
  readonly status: unknown;
  readonly runs: unknown;
  readonly checks: unknown;
  /** Of the log: everything but the records. */
  readonly logs: readonly Readonly<Record<string, unknown>>[];
  readonly logTail: readonly string[];
}

const readme = `This is a report of a SyncLog branch for its support.
It holds the state of the app, its settings, its checks, its last sync runs, its last changes (which record, when, how it fared)
and the end of the app's own log. It holds no record's contents, no names that people typed, no tokens, codes or PINs.
`;

/** One zip, redacted file by file. */
export function makeSupportBundle(parts: BundleParts): { fileName: string; zip: string; contents: string[] } {
  const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(redactValue(value), null, 2)}\n`);
  const files: Record<string, Uint8Array> = {
    'README.txt': strToU8(readme),
    'app.json': json(parts.info),
    'settings.json': json(parts.settings),
    'status.json': json(parts.status),
    'runs.json': json(parts.runs),
    'checks.json': json(parts.checks),
    'changes.json': json(parts.logs.map(({ data: _data, ...rest }) => rest)),
    'synclog.log': strToU8(
      redactLog(parts.logTail)
        .map((entry) => `${entry}\n`)
        .join(''),
    ),
  };
  const name = `synclog-report-${parts.at.replaceAll(/[:.]/g, '-')}`;
  return {
    fileName: `${name}.zip`,
    zip: Buffer.from(zipSync(files, { mtime: new Date(parts.at) })).toString('base64'),
    contents: Object.keys(files),
  };
}
