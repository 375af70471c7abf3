import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcOutput } from '../../../shared/ipc/contract.ts';
import type { LogFilter } from '../../../shared/ipc/logs.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { toCallError } from '../../bridge/call-error.ts';
import { callBridge } from '../../bridge/call-bridge.ts';
import { saveFile } from '../../components/save-file.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { logFiles, type LogFileFormat } from './log-file.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';

/** As much as the contract gives at once. */
const pageSize = 1000;

export interface LogExport {
  /** How many rows are written so far; null while none is being written. */
  readonly written: number | null;
  readonly start: (format: LogFileFormat) => void;
  readonly stop: () => void;
}

/** Writes what the filter finds into a file, a page at a time, so that a million rows can be had and stopped. */
export function useLogExport(filter: LogFilter): LogExport {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const bridge = useBridge();
  const announce = useAnnounce();
  const [written, setWritten] = useState<number | null>(null);
  const stopped = useRef(false);

  async function write(format: LogFileFormat): Promise<number | null> {
    const file = logFiles[format];
    const parts: string[] = [file.begin];
    let before: number | null = null;
    let count = 0;
    for (;;) {
      const page: IpcOutput<'logs.list'> = await callBridge(bridge, 'logs.list', {
        filter,
        before,
        limit: pageSize,
        counted: false,
      });
      const { rows } = page;
      if (stopped.current) return null;
      parts.push(file.rows(rows, count === 0));
      count += rows.length;
      setWritten(count);
      before = rows.at(-1)?.id ?? null;
      if (rows.length < pageSize || before === null) break;
    }
    parts.push(file.end);
    saveFile(`synclog-${new Date().toISOString().slice(0, 10)}.${format}`, new Blob(parts), file.type);
    return count;
  }

  return {
    written,
    start(format) {
      stopped.current = false;
      setWritten(0);
      write(format)
        .then((count) => announce(count === null ? t('log.export.stopped') : t('log.export.done', { count })))
        .catch((error: unknown) => announce(errorText(toCallError(error)).text))
        .finally(() => setWritten(null));
    },
    stop() {
      stopped.current = true;
    },
  };
}
