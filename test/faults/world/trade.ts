import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Random } from '../../../scripts/demo/random.ts';
import type { FaultBranch } from './branch.ts';
import { setTimeout as pause } from 'node:timers/promises';

export interface Trade {
  /** Products and sales whose save was answered: they must never be lost. */
  readonly saved: ReadonlySet<string>;
  /** Products whose save got no answer: they may be there or not. */
  readonly unanswered: ReadonlySet<string>;
  stop(): Promise<void>;
}

const idSchema = z.object({ id: z.string() });

/**
 * Works at a branch's screens until it is stopped: new products, changed prices, sales. A branch that does not answer is asked again.
 * @param restMs between two acts, in milliseconds
 */
export function startTrade({ app, name }: FaultBranch, random: Random, restMs = 0): Trade {
  const saved = new Set<string>();
  const products: string[] = [];
  const unanswered = new Set<string>();
  let made = 0;
  let going = true;

  async function newProduct(): Promise<void> {
    made += 1;
    const id = newId();
    unanswered.add(id);
    const data = { id, sku: `${name}-${id}`, name: `${name} product ${made}`, price_cents: made };
    await app.call('records.save', { model: 'Product', data });
    unanswered.delete(id);
    saved.add(id);
    products.push(id);
  }

  async function work(): Promise<void> {
    if (products.length < 3 || random.chance(0.3)) return await newProduct();
    const id = random.pick(products);
    if (random.chance(0.5)) {
      await app.call('records.save', { model: 'Product', data: { id, price_cents: random.whole(1, 9999) } });
      return;
    }
    const { sale } = await app.call('sales.create', { lines: [{ product_id: id, quantity: random.whole(1, 3) }] });
    saved.add(idSchema.parse(sale).id);
  }

  const working = (async () => {
    while (going) {
      try {
        await work();
        await pause(restMs);
      } catch {
        // It was killed, or is starting again: a person would press the button once more.
        await pause(20);
      }
    }
  })();
  return {
    saved,
    unanswered,
    async stop() {
      going = false;
      await working;
    },
  };
}
