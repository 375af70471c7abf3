import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastOf, contrasts, tokensIn, type Theme } from '../../support/contrast.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const tokens = tokensIn(read('src/renderer/design/tokens.css'));
const themes: readonly Theme[] = ['light', 'dark'];

describe('the colours', () => {
  it('are measured as WCAG says', () => {
    expect(contrastOf('#ffffff', '#000000')).toBe(21);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastOf('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
  });

  for (const theme of themes) {
    it.each(contrasts)(`$of on $on is at least $least:1 (${theme})`, ({ of, on, least }) => {
      expect(contrastOf(tokens[theme](of), tokens[theme](on))).toBeGreaterThanOrEqual(least);
    });
  }

  it('have the ratios that docs/design.md tells', () => {
    const documented = read('docs/design.md');
    for (const { of, on } of contrasts) {
      const [light, dark] = themes.map((theme) => contrastOf(tokens[theme](of), tokens[theme](on)).toFixed(1));
      expect(documented.replaceAll(/ +/g, ' ')).toContain(`| ${of} on ${on} | ${light} | ${dark} |`);
    }
  });
});
