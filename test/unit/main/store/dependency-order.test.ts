import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderByDependency } from '../../../../src/main/store/log/dependency-order.ts';

describe('orderByDependency', () => {
  it('puts what is depended on first and keeps the order given otherwise', () => {
    const edges: Record<string, string[]> = { a: [], b: ['d'], c: [], d: [] };
    expect(orderByDependency(['a', 'b', 'c', 'd'], (node) => edges[node] ?? [])).toEqual([['a'], ['d'], ['b'], ['c']]);
  });

  it('makes one component of what depends on each other', () => {
    const edges: Record<string, string[]> = { a: ['b'], b: ['c'], c: ['a'], d: ['a'] };
    expect(orderByDependency(['d', 'a', 'b', 'c'], (node) => edges[node] ?? []).map((part) => part.toSorted())).toEqual(
      [['a', 'b', 'c'], ['d']],
    );
  });

  it('never puts a node before one it depends on, unless they are one component, in any graph', () => {
    const graphs = fc
      .integer({ min: 1, max: 12 })
      .chain((size) =>
        fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 40 }).map((edges) => ({ size, edges })),
      );
    fc.assert(
      fc.property(graphs, ({ size, edges }) => {
        const nodes = Array.from({ length: size }, (_, index) => index);
        const components = orderByDependency(nodes, (node) =>
          edges.filter(([from]) => from === node).map(([, to]) => to),
        );
        expect(components.flat().toSorted((a, b) => a - b)).toEqual(nodes);
        const place = new Map(components.flatMap((part, index) => part.map((node) => [node, index] as const)));
        for (const [from, to] of edges) expect(place.get(to)).toBeLessThanOrEqual(place.get(from) ?? -1);
      }),
    );
  });

  it('takes a chain of a hundred thousand without running out of stack', () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => index);
    const components = orderByDependency(nodes, (node) => (node + 1 < nodes.length ? [node + 1] : []));
    expect(components[0]).toEqual([99_999]);
  });
});
