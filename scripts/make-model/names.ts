/** Every name that is derived from a model's. */
export interface ModelNames {
  /** `StockMovement` */
  readonly model: string;
  /** `stock-movement`, the file. */
  readonly kebab: string;
  /** `stock_movements` */
  readonly table: string;
  /** `stock-movements`, part of the migration's name. */
  readonly kebabPlural: string;
  /** `createStockMovements`, the migration. */
  readonly migration: string;
}

/** @param model PascalCase */
export function namesOf(model: string): ModelNames {
  const words = model.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [model];
  const lower = words.map((word) => word.toLowerCase());
  const last = lower.at(-1) ?? '';
  const plural = [...lower.slice(0, -1), pluralOf(last)];
  return {
    model,
    kebab: lower.join('-'),
    table: plural.join('_'),
    kebabPlural: plural.join('-'),
    migration: `create${pluralOf(model)}`,
  };
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`;
}
