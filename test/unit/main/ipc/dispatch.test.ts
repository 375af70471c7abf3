import { describe, expect, it } from 'vitest';
import { createDispatcher } from '../../../../src/main/ipc/dispatch.ts';
import { silentLogger, type Logger } from '../../../../src/main/logger.ts';
import { SyncLogError } from '../../../../src/shared/errors.ts';
import { ipcChannels, type IpcHandlers } from '../../../../src/shared/ipc/contract.ts';

function unexpected(): never {
  throw new Error('no test asked for this');
}

/** Handlers of which only those given do something. */
function handlers(some: Partial<IpcHandlers>): IpcHandlers {
  const none = Object.fromEntries(ipcChannels.map((channel) => [channel, unexpected]));
  // Every channel has a handler: built from the contract's own list.
  return { ...none, ...some } as IpcHandlers;
}

function createNotingLogger(): Logger & { readonly errors: unknown[] } {
  const errors: unknown[] = [];
  return { ...silentLogger, errors, error: (message, details) => void errors.push({ message, ...details }) };
}

describe('createDispatcher', () => {
  it('fills in the defaults of the input and answers with the value', async () => {
    const dispatch = createDispatcher(
      handlers({ 'logs.retry': () => ({ retried: 3 }), 'logs.cleanup': ({ days }) => ({ removed: days ?? -1 }) }),
      silentLogger,
    );
    expect(await dispatch('logs.retry', {})).toEqual({ ok: true, value: { retried: 3 } });
    expect(await dispatch('logs.retry', null)).toEqual({ ok: true, value: { retried: 3 } });
    expect(await dispatch('logs.cleanup', { days: 30 })).toEqual({ ok: true, value: { removed: 30 } });
  });

  it.each(['no.such.call', '', 'toString', '__proto__', 'constructor'])(
    'refuses the unknown channel "%s"',
    async (channel) => {
      expect(await createDispatcher(handlers({}), silentLogger)(channel, {})).toMatchObject({
        ok: false,
        error: { code: 'invalid-input', message: expect.stringContaining(`"${channel}"`) },
      });
    },
  );

  it.each([
    ['logs.cleanup', { days: -1 }, 'days'],
    ['logs.get', {}, 'id'],
    ['records.list', { model: 'Product', limit: 5000 }, 'limit'],
    ['sync.now', 'now', 'object'],
    ['sales.create', { lines: [] }, 'lines'],
  ])('refuses the input of %s that does not fit, naming where', async (channel, input, named) => {
    const logger = createNotingLogger();
    expect(await createDispatcher(handlers({}), logger)(channel, input)).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', message: expect.stringContaining(named) },
    });
    expect(logger.errors).toEqual([]);
  });

  it('hands on what a person can be told, with the field, and does not log it as a defect', async () => {
    const logger = createNotingLogger();
    const dispatch = createDispatcher(
      handlers({
        'records.save': () => {
          throw new SyncLogError('duplicate-value', 'There is another product with this SKU.', { field: 'sku' });
        },
      }),
      logger,
    );
    expect(await dispatch('records.save', { model: 'Product', data: {} })).toEqual({
      ok: false,
      error: { code: 'duplicate-value', message: 'There is another product with this SKU.', field: 'sku' },
    });
    expect(logger.errors).toEqual([]);
  });

  it('answers a defect of a handler as internal and logs it', async () => {
    const logger = createNotingLogger();
    const dispatch = createDispatcher(
      handlers({ 'sync.cancel': () => Promise.reject(new TypeError('x is not a function')) }),
      logger,
    );
    expect(await dispatch('sync.cancel', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(logger.errors).toMatchObject([
      { channel: 'sync.cancel', reason: expect.stringContaining('x is not a function') },
    ]);
  });

  it('takes an answer that the contract does not promise for a defect', async () => {
    const logger = createNotingLogger();
    // What a handler that is wrong at run time would give.
    const wrong = { removed: 'many' } as unknown as { removed: number };
    const dispatch = createDispatcher(handlers({ 'logs.cleanup': () => wrong }), logger);
    expect(await dispatch('logs.cleanup', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(logger.errors).toMatchObject([{ channel: 'logs.cleanup', reason: expect.stringContaining('removed') }]);
  });

  it('lets nothing through that the contract does not name', async () => {
    const more = { retried: 1, secret: 'token' };
    const dispatch = createDispatcher(handlers({ 'logs.retry': () => more }), silentLogger);
    expect(await dispatch('logs.retry', {})).toEqual({ ok: true, value: { retried: 1 } });
  });
});
