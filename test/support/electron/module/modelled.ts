import { EventEmitter } from 'node:events';

/** Members that the language or Node looks for by itself. */
const asked = new Set(['then', 'toJSON', 'constructor', 'asymmetricMatch', 'nodeType', '$$typeof', 'inspect']);

/**
 * A module or an object of Electron with what is modelled of it. Asking for anything else throws: a test must not pass because a member that matters was
 * undefined.
 */
export function modelled<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver): unknown {
      if (typeof key === 'symbol' || Reflect.has(object, key) || asked.has(key) || key.startsWith('_'))
        return Reflect.get(object, key, receiver) as unknown;
      throw new Error(`The stand-in of Electron does not model ${name}.${key}`);
    },
  });
}

type Listener = (...args: never[]) => void;

/** An emitter that knows its events: listening to one that Electron does not have, or that is not modelled, is a mistake. */
export class ModelledEmitter extends EventEmitter {
  readonly _name: string;
  readonly _events_: ReadonlySet<string>;

  constructor(name: string, events: readonly string[]) {
    super();
    this._name = name;
    this._events_ = new Set(events);
  }

  override on(event: string | symbol, listener: Listener): this {
    this._know(event);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override once(event: string | symbol, listener: Listener): this {
    this._know(event);
    return super.once(event, listener as (...args: unknown[]) => void);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  _know(event: string | symbol): void {
    if (typeof event === 'string' && !this._events_.has(event) && event !== 'newListener' && event !== 'removeListener')
      throw new Error(`The stand-in of Electron does not model the event "${event}" of ${this._name}`);
  }
}

/** An event of Electron: what is decided about it is seen after all listeners have heard of it. */
export function createEvent<T extends object>(extra: T): T & { defaultPrevented: boolean; preventDefault(): void } {
  const event = {
    ...extra,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}
