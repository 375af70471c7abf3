import type { ListedLog } from '../../../shared/ipc/logs.ts';

/** What of a change goes into a file: its way to head office, never the contents of its record. */
const columns = [
  'id',
  'created_at',
  'model_name',
  'model_id',
  'title',
  'action',
  'sync_status',
  'sync_attempts',
  'last_sync_attempt',
  'error_code',
  'error_field',
  'error_message',
  'changed_fields',
  'change_id',
  'transaction_id',
] as const satisfies readonly (keyof ListedLog)[];

export type LogFileFormat = 'csv' | 'json';

export interface LogFile {
  readonly type: string;
  readonly begin: string;
  /** @param first whether these are the first rows of the file */
  readonly rows: (rows: readonly ListedLog[], first: boolean) => string;
  readonly end: string;
}

type Cells = readonly (readonly [name: string, value: string | number | null])[];

export const logFiles: Readonly<Record<LogFileFormat, LogFile>> = {
  csv: {
    type: 'text/csv;charset=utf-8',
    // The mark by which spreadsheets know that it is UTF-8.
    begin: `\uFEFF${[...columns, 'confirmed_at', 'sequence'].join(',')}\r\n`,
    rows: (rows) =>
      rows
        .map(
          (log) =>
            `${cells(log)
              .map(([, value]) => csvCell(value))
              .join(',')}\r\n`,
        )
        .join(''),
    end: '',
  },
  json: {
    type: 'application/json',
    begin: '[',
    rows: (rows, first) =>
      rows
        .map((log, index) => `${first && index === 0 ? '\n' : ',\n'}${JSON.stringify(Object.fromEntries(cells(log)))}`)
        .join(''),
    end: '\n]\n',
  },
};

function cells(log: ListedLog): Cells {
  return [
    ...columns.map((name) => {
      const value = log[name];
      return [name, typeof value === 'object' && value !== null ? value.join(' ') : value] as const;
    }),
    ['confirmed_at', log.receipt?.confirmed_at ?? null],
    ['sequence', log.receipt?.sequence ?? null],
  ];
}

/** Quoted where it must be; a cell that a spreadsheet would take for a formula is made text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
