import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { FaultBranch } from './branch.ts';

const savedSchema = z.object({ ids: z.array(z.string()) });

/** NDJSON of so many products, each of the size of a real one. */
async function* productLines(count: number, prefix: string): AsyncGenerator<string> {
  for (let first = 0; first < count; first += 1000) {
    const lines = Array.from({ length: Math.min(1000, count - first) }, (_none, index) => {
      const number = first + index;
      return JSON.stringify({
        id: newId(),
        sku: `${prefix}-${number}`,
        name: `${prefix} product number ${number}`,
        price_cents: number % 10_000,
      });
    });
    yield `${lines.join('\n')}\n`;
  }
}

/** Saves products at a branch by its command line, and returns their ids: each is one change that waits for head office. */
export async function saveProducts(branch: FaultBranch, count: number): Promise<string[]> {
  const saved = await branch.run(['records', 'save', 'Product'], productLines(count, branch.name));
  return savedSchema.parse(saved).ids;
}
