import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/support/project.ts';

// In Arabic or Hebrew the screens are mirrored. That works as long as no style names a side: `margin-inline-start`, not `margin-left`.

const sided = /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right)(?:-\w+)*\s*:/;
const sidedValue = /(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/;
const corner = /border-(?:top|bottom)-(?:left|right)-radius/;
const movedAcross = /translateX\((?!calc\(var\(--forward\))/;

/** Four values of which the second and the fourth, right and left, differ. */
function isLopsided(line: string): boolean {
  const values = /(?<![\w-])(?:margin|padding|inset|border-width)\s*:\s*([^;]+);/.exec(line)?.[1];
  const four = values?.match(/(?:[^\s()]|\([^)]*\))+/g) ?? [];
  return four.length === 4 && four[1] !== four[3];
}

test('no style names the left or the right side', () => {
  const files = globSync('src/renderer/**/*.css', { cwd: projectRoot });
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) =>
    readFileSync(join(projectRoot, file), 'utf8')
      .split('\n')
      .map((line, index) => ({ line, where: `${file}:${index + 1} ${line.trim()}` }))
      .filter(({ line }) => [sided, sidedValue, corner, movedAcross].some((bad) => bad.test(line)) || isLopsided(line))
      .map(({ where }) => where),
  );
  expect(found).toEqual([]);
});

test.each([
  ['margin-left: 1px;', true],
  ['left: 0;', true],
  ['text-align: right;', true],
  ['padding: 1px 2px 3px 4px;', true],
  ['inset: 0 0 0 auto;', true],
  ['padding: 1px 2px 3px 2px;', false],
  ['margin-inline-start: 1px;', false],
  ['text-align: start;', false],
])('%s: %s', (line, bad) => {
  expect([sided, sidedValue, corner, movedAcross].some((pattern) => pattern.test(line)) || isLopsided(line)).toBe(bad);
});
