/** A request that cannot be met, in one sentence. Nothing was written. */
export class Refusal extends Error {}
