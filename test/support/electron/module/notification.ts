import { hear, tell } from './desktop-link.ts';
import { modelled, ModelledEmitter } from './modelled.ts';
import { requireReady } from './readiness.ts';

const shown = new Map<number, Notification>();
let lastId = 0;

export class Notification extends ModelledEmitter {
  readonly title: string;
  readonly body: string;
  readonly _id: number;

  static isSupported(): boolean {
    return true;
  }

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    requireReady('Notification');
    super('Notification', ['show', 'click', 'close', 'failed', 'reply', 'action']);
    lastId += 1;
    this._id = lastId;
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    return modelled('Notification', this);
  }
  show(): void {
    shown.set(this._id, this);
    tell({ type: 'notification', id: this._id, title: this.title, body: this.body });
    this.emit('show', {});
  }
  close(): void {
    shown.delete(this._id);
    this.emit('close', {});
  }
}

hear('notification-click', ({ id }) => shown.get(id)?.emit('click', {}));

Notification.prototype satisfies Pick<Electron.Notification, 'show' | 'close'>;
