import { globSync, readFileSync } from 'node:fs';

/** What the sources say of keys: whole ones, and those that are put together. */
interface Source {
  readonly path: string;
  readonly literals: ReadonlySet<string>;
  /** As patterns in which each `${…}` is one part of a key, and one in which it may be several. */
  readonly templates: readonly { readonly one: RegExp; readonly several: RegExp }[];
  /** Keys given to `t` whole. */
  readonly asked: readonly string[];
}

function read(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const templates = Array.from(
    text.matchAll(/`([\w-]+\.(?:[\w.-]|\$\{[^}`]*\})*)`/g),
    ([, template]) => template ?? '',
  );
  return {
    path,
    literals: new Set(Array.from(text.matchAll(/'([\w.-]+)'/g), ([, literal]) => literal ?? '')),
    templates: templates.filter((template) => template.includes('${')).map(patternsOf),
    asked: Array.from(text.matchAll(/\bt\(\s*'([\w.-]+)'/g), ([, key]) => key ?? ''),
  };
}

function patternsOf(template: string): Source['templates'][number] {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { one: new RegExp(`^${parts.join('[\\w-]+')}$`), several: new RegExp(`^${parts.join('([\\w.-]+)')}$`) };
}

export interface UsesOfTexts {
  isUsed(key: string): boolean;
  /** Keys that some source asks for as they stand, with that source. */
  readonly asked: readonly { readonly key: string; readonly path: string }[];
}

/** Reads every source of the program. A key counts as used where it stands whole, where a template fits it, or where a template fits its begin and the rest stands beside it. */
export function usesOfTexts(): UsesOfTexts {
  const sources = globSync('src/**/*.{ts,tsx}').map(read);
  const usedBy = (source: Source, key: string): boolean =>
    source.literals.has(key) ||
    source.templates.some(({ one, several }) => {
      if (one.test(key)) return true;
      const rest = several.exec(key)?.[1];
      return (
        rest !== undefined && (source.literals.has(rest) || source.templates.some((other) => other.one.test(rest)))
      );
    });
  return {
    isUsed: (key) => sources.some((source) => usedBy(source, key)),
    asked: sources.flatMap(({ path, asked }) => asked.map((key) => ({ key, path }))),
  };
}
