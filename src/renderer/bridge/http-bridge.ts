import type { IpcChannel, IpcInput, IpcOutput, SyncLogBridge } from '../../shared/ipc/contract.ts';
import { changedEventSchema, ipcAnswerSchema, type ChangedEvent, type IpcAnswer } from '../../shared/ipc/envelope.ts';
import type { HostWatch } from './host-state.ts';

export interface HttpBridgeOptions {
  readonly host: HostWatch;
  readonly fetch?: typeof globalThis.fetch;
  readonly openEvents?: (path: string) => EventSource;
  /** Milliseconds until a stream that the browser gave up is opened anew. */
  readonly reopenMs?: number;
}

/** Everything that an event can name: told after the line to the program was interrupted, when no one knows what was missed. */
const everything: ChangedEvent = { topics: ['status', 'logs', 'settings', 'records:*'] };

/** A person reads the catalogue's sentence for the code (useErrorText). */
const gone: IpcAnswer<never> = { ok: false, error: { code: 'host-gone', message: 'SyncLog does not answer.' } };
const expired: IpcAnswer<never> = {
  ok: false,
  error: {
    code: 'link-expired',
    message: 'This page is no longer valid. Use the link that SyncLog printed at its start.',
  },
};

/** The bridge where no preload script has made one: the page was served by the browser host, and its cookie says who we are. */
export function createHttpBridge({ host, reopenMs = 2000, ...parts }: HttpBridgeOptions): SyncLogBridge {
  const fetch = parts.fetch ?? globalThis.fetch.bind(globalThis);
  const openEvents = parts.openEvents ?? ((path: string) => new EventSource(path));
  const listeners = new Set<(event: ChangedEvent) => void>();
  let events: EventSource | null = null;
  let reopening: ReturnType<typeof setTimeout> | undefined;

  const tell = (event: ChangedEvent): void => {
    for (const listener of listeners) listener(event);
  };

  async function call<C extends IpcChannel>(channel: C, input: IpcInput<C>): Promise<IpcAnswer<IpcOutput<C>>> {
    let response: Response;
    try {
      response = await fetch(`ipc/${channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
    } catch {
      // The program has ended, or is being restarted; the page says so.
      host.set('gone');
      return gone;
    }
    if (response.status === 401 || response.status === 403) {
      host.set('expired');
      return expired;
    }
    const answer = ipcAnswerSchema.safeParse(await response.json().catch(() => undefined));
    if (!answer.success) return gone;
    host.set('here');
    // Both sides are of one build, and the host has checked the value with the schema of this channel.
    return answer.data as IpcAnswer<IpcOutput<C>>;
  }

  function open(): void {
    const stream = openEvents('events');
    events = stream;
    let interrupted = false;
    stream.addEventListener('changed', (message: MessageEvent<string>) => {
      const event = changedEventSchema.safeParse(JSON.parse(message.data));
      if (event.success) tell(event.data);
    });
    stream.addEventListener('open', () => {
      host.set('here');
      if (interrupted) tell(everything);
      interrupted = false;
    });
    stream.addEventListener('error', () => {
      interrupted = true;
      // The browser does not say why. A call finds out whether the program has ended or refuses us.
      void call('app.info', {});
      // The browser tries again by itself, except after an answer that was no stream.
      if (stream.readyState === 2) reopening = setTimeout(reopen, reopenMs);
    });
  }

  function reopen(): void {
    if (events === null || host.get() === 'expired') return;
    events.close();
    open();
    tell(everything);
  }

  return {
    call,
    onChanged(listener) {
      listeners.add(listener);
      if (!events) open();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(reopening);
        events?.close();
        events = null;
      };
    },
  };
}
