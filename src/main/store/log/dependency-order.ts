/**
 * Strongly connected components in an order in which each comes after those it depends on; independent ones keep the order given.
 * Source: Tarjan, "Depth-first search and linear graph algorithms" (1972), with its own stack, because chains of references can be long.
 */
export function orderByDependency<N>(nodes: readonly N[], dependsOn: (node: N) => readonly N[]): N[][] {
  const index = new Map<N, number>();
  const low = new Map<N, number>();
  const open: N[] = [];
  const isOpen = new Set<N>();
  const components: N[][] = [];

  const enter = (node: N): Frame<N> => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, edges: dependsOn(node), next: 0 };
  };

  const lower = (node: N, value: number): void => {
    low.set(node, Math.min(low.get(node) ?? value, value));
  };

  const close = (node: N): void => {
    if (low.get(node) !== index.get(node)) return;
    const component: N[] = [];
    for (;;) {
      const member = open.pop();
      if (member === undefined) break;
      isOpen.delete(member);
      component.push(member);
      if (member === node) break;
    }
    components.push(component.reverse());
  };

  for (const root of nodes) {
    if (index.has(root)) continue;
    const stack = [enter(root)];
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const edge = frame.edges[frame.next];
      frame.next += 1;
      if (edge === undefined) {
        stack.pop();
        close(frame.node);
        const parent = stack.at(-1);
        if (parent) lower(parent.node, low.get(frame.node) ?? 0);
      } else if (!index.has(edge)) stack.push(enter(edge));
      else if (isOpen.has(edge)) lower(frame.node, index.get(edge) ?? 0);
    }
  }
  return components;
}

interface Frame<N> {
  readonly node: N;
  readonly edges: readonly N[];
  next: number;
}
