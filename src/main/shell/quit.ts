import { app, powerMonitor, type BrowserWindow } from 'electron';

/** How long quitting waits for a running sync to reach a safe point, in milliseconds. */
const patienceMs = 5000;

export interface Quitting {
  readonly isOn: boolean;
}

export interface QuitEnd {
  /** False when the time ran out before all was closed. */
  readonly closed: boolean;
  /** The computer shuts down or the session ends, and waits only a moment. */
  readonly bySystem: boolean;
}

export interface QuitSteps {
  /** Ends the sync at a safe point and closes the database. */
  readonly close: () => Promise<void>;
  /** What comes between that and the end; true when it ends the app itself. */
  readonly beforeEnd: (end: QuitEnd) => Promise<boolean>;
}

/** Closes the database before the app ends, whoever ends it: a person, the system that shuts down, or the session that ends. */
export function quitInOrder({ close, beforeEnd }: QuitSteps): Quitting {
  let state: 'open' | 'closing' | 'closed' = 'open';
  let bySystem = false;

  async function end(): Promise<void> {
    const closed = await inTime(close());
    state = 'closed';
    if (!(await beforeEnd({ closed, bySystem }))) app.quit();
  }

  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    end().catch((error: unknown) => {
      process.emitWarning(`Quitting was not in order: ${error instanceof Error ? error.message : String(error)}`);
      app.exit(1);
    });
  });
  // The system waits a moment for who asks it to.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    bySystem = true;
    app.quit();
  });
  app.on('browser-window-created', (_event, window: BrowserWindow) => {
    if (process.platform !== 'win32') return;
    window.on('query-session-end', (event) => {
      if (state === 'closed') return;
      event.preventDefault();
      bySystem = true;
      app.quit();
    });
  });
  return {
    get isOn() {
      return state !== 'open';
    },
  };
}

async function inTime(closing: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const closed = await Promise.race([closing.then(() => true), patience]);
  clearTimeout(timer);
  return closed;
}
