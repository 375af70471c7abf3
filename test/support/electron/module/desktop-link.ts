import type { ToDesktop, ToMain } from '../messages.ts';

// The main process's end of the line to the desktop that the test plays.

type Answered = Extract<ToDesktop, { readonly seq: number; readonly type: 'window-load' | 'message-box' }>;
type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never;

const listeners = new Map<string, (message: never) => void>();
const waiting = new Map<number, (answer: ToMain) => void>();
let lastSeq = 0;

export function tell(message: ToDesktop): void {
  // A desktop that has gone (the test has ended) hears nothing; the app ends by `disconnect`.
  if (process.connected) process.send?.(message);
}

/** Tells the last word; `then` comes when it and all that was told before has been sent. */
export function tellLast(message: ToDesktop, then: () => void): void {
  if (process.connected) process.send?.(message, then);
  else then();
}

/** Records what the app did with something that leaves no other trace. */
export function recordCall(name: string, ...args: string[]): void {
  tell({ type: 'call', name, args });
}

export function ask(message: WithoutSeq<Answered>): Promise<ToMain> {
  lastSeq += 1;
  const seq = lastSeq;
  return new Promise((resolve) => {
    waiting.set(seq, resolve);
    tell({ ...message, seq });
  });
}

export function hear<K extends ToMain['type']>(
  type: K,
  listener: (message: Extract<ToMain, { type: K }>) => void,
): void {
  listeners.set(type, listener);
}

process.on('message', (message: ToMain) => {
  if (message.type === 'window-loaded' || message.type === 'message-box-answer') {
    waiting.get(message.seq)?.(message);
    waiting.delete(message.seq);
    return;
  }
  listeners.get(message.type)?.(message as never);
});
process.on('disconnect', () => process.exit(1));
