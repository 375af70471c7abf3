/** One way to break the code on purpose, and the tests that must notice. */
export interface Mutation {
  /** Which invariant it breaks, for example `I7`. */
  readonly invariant: string;
  /** What the broken code does, in words. */
  readonly breaks: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Test files, at least one of which must fail; or how many seeds of the simulation, at least one of which must fail. */
  readonly caughtBy: readonly string[] | { readonly seeds: number };
}
