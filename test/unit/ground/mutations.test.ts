import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutations } from '../../mutations/index.ts';

// The mutations themselves run by a command of their own; that each still finds the code it breaks is seen with every change of that code.
describe('the list of mutations', () => {
  it.each(mutations)('$invariant: $breaks', ({ file, find, replace, caughtBy }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
    const tests = 'seeds' in caughtBy ? [] : caughtBy;
    expect(tests.filter((test) => !existsSync(test))).toEqual([]);
  });

  it('leaves out no invariant', () => {
    const broken = new Set(mutations.map((mutation) => mutation.invariant));
    expect([...Array(18).keys()].map((index) => `I${index + 1}`).filter((name) => !broken.has(name))).toEqual([]);
  });
});
