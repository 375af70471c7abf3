import { app } from 'electron';
import type { Logger } from '../logger.ts';

/** Everything that stops unasked is written down for support. */
export function logCrashes(logger: Logger): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') logger.error('A helper process stopped', { type, reason, exitCode, name });
  });
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit') logger.error('The page of the screens stopped', { reason, exitCode });
  });
  process.on('unhandledRejection', (error) => logger.error('A defect: nobody took care of a failure', describe(error)));
  process.on('uncaughtExceptionMonitor', (error) => logger.error('A defect stopped the app', describe(error)));
  process.on('warning', (warning) => logger.warn(warning.message, { name: warning.name }));
}

function describe(error: unknown): Record<string, unknown> {
  return { reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
