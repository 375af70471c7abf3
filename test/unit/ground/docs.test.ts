import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createProgram } from '../../../src/cli/program.ts';
import { projectRoot } from '../../../scripts/support/project.ts';

// What a document names must be there: a reader who follows it must not end at nothing.

const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: projectRoot });
const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const scripts = Object.keys(
  z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json'))).scripts,
);
const program = createProgram(
  {
    io: { stdin: (async function* () {})(), out: () => {}, err: () => {}, untilAskedToEnd: () => Promise.resolve() },
    fail: () => {},
  },
  () => {},
);
const commands = program.commands.flatMap((group) =>
  group.commands.map((command) => `${group.name()} ${command.name()}`),
);

describe.each(documents)('%s', (path) => {
  const text = read(path);

  it('links only to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link ?? '');
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(local.filter((link) => !existsSync(join(projectRoot, dirname(path), link)))).toEqual([]);
  });

  it('names only npm scripts that there are', () => {
    const named = [...text.matchAll(/\bnpm run ([a-z][a-z:-]*)/g)].map(([, script]) => script ?? '');
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
  });

  it('names only commands that there are', () => {
    const named = [...text.matchAll(/\bsynclog(?:\.mjs)? ((?:master|branch|records) [a-z-]+)/g)].map(
      ([, command]) => command ?? '',
    );
    expect(named.filter((command) => !commands.includes(command))).toEqual([]);
  });
});

it('README.md lists every command with its required options, and every folder of the sources', () => {
  const readme = read('README.md');
  const missing = program.commands.flatMap((group) =>
    group.commands.flatMap((command) => {
      const line =
        readme.split('\n').find((text) => text.startsWith(`| \`synclog ${group.name()} ${command.name()} `)) ?? '';
      const options = command.options.filter((option) => option.mandatory).map((option) => option.long ?? '');
      return [`${group.name()} ${command.name()}`, ...options].filter((word) => !line.includes(word));
    }),
  );
  expect(missing).toEqual([]);
});
