/** Every one of `from` points to every one of `to`. */
export interface Bundle {
  from: readonly number[];
  to: readonly number[];
}

/**
 * Which nodes lie on a ring together: the function returned gives equal answers for two that reach each other. By Tarjan's
 * strongly connected components, without recursion; each bundle is a node of its own, so cost grows with what is listed.
 */
export function findCycles(bundles: readonly Bundle[]): (node: number) => number | string {
  const edges = edgesOf(bundles);
  const search = new Search(edges);
  for (const node of edges.keys()) search.visit(node);
  return (node) => search.ring.get(String(node)) ?? `alone ${node}`;
}

function edgesOf(bundles: readonly Bundle[]): Map<string, string[]> {
  const edges = new Map<string, string[]>();
  bundles.forEach(({ from, to }, index) => {
    const bundle = `bundle ${index}`;
    edges.set(bundle, to.map(String));
    for (const node of from) edges.set(String(node), [...(edges.get(String(node)) ?? []), bundle]);
    for (const node of to) if (!edges.has(String(node))) edges.set(String(node), []);
  });
  return edges;
}

class Search {
  /** Node → number of its component. */
  readonly ring = new Map<string, number>();
  readonly #edges: ReadonlyMap<string, readonly string[]>;
  readonly #index = new Map<string, number>();
  readonly #low = new Map<string, number>();
  readonly #stack: string[] = [];

  constructor(edges: ReadonlyMap<string, readonly string[]>) {
    this.#edges = edges;
  }

  visit(root: string): void {
    if (this.#index.has(root)) return;
    const path = [this.#enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = this.#edges.get(top.node)?.[top.taken];
      top.taken += 1;
      if (next === undefined) {
        path.pop();
        this.#leave(top.node, path.at(-1)?.node);
      } else if (!this.#index.has(next)) path.push(this.#enter(next));
      else if (!this.ring.has(next)) this.#lower(top.node, this.#index.get(next) ?? 0);
    }
  }

  #enter(node: string): { node: string; taken: number } {
    const index = this.#index.size;
    this.#index.set(node, index);
    this.#low.set(node, index);
    this.#stack.push(node);
    return { node, taken: 0 };
  }

  #leave(node: string, parent: string | undefined): void {
    const low = this.#low.get(node) ?? 0;
    if (parent !== undefined) this.#lower(parent, low);
    if (low !== this.#index.get(node)) return;
    for (let member = this.#stack.pop(); member !== undefined; member = this.#stack.pop()) {
      this.ring.set(member, low);
      if (member === node) return;
    }
  }

  #lower(node: string, to: number): void {
    this.#low.set(node, Math.min(this.#low.get(node) ?? to, to));
  }
}
