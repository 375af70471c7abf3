import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appVersion } from '../../../src/shared/version.ts';
import { run } from './run.ts';

const dir = ['--data-dir', '/nowhere/at/all'];

describe('wrong usage', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['branch', 'frobnicate'], /unknown command 'frobnicate'/i],
    ['an unknown option', ['branch', 'stats', ...dir, '--frob'], /unknown option '--frob'/i],
    ['a misspelt option, with the right one', ['branch', 'stats', ...dir, '--jsno'], /did you mean --json/i],
    ['a missing option', ['branch', 'stats'], /--data-dir/],
    ['a missing argument', ['records', 'get', 'Product', ...dir], /missing required argument 'id'/i],
    ['too many arguments', ['branch', 'stats', 'now', ...dir], /too many arguments/i],
    ['an option without its value', ['branch', 'logs', ...dir, '--limit'], /argument missing/i],
    ['a number that is none', ['branch', 'logs', ...dir, '--limit', 'ten'], /whole number from 1/],
    ['a number out of bounds', ['branch', 'start', ...dir, '--port', '70000'], /whole number from 0 to 65535/],
    ['an unknown status', ['branch', 'logs', ...dir, '--status', 'lost'], /pending, syncing, completed, failed/],
    ['an id that is none', ['branch', 'retry', 'x', ...dir], /whole number/],
    ['nothing to retry', ['branch', 'retry', ...dir], /ids, --code or --all/],
    ['two ways to name what to retry', ['branch', 'retry', '3', '--all', ...dir], /in one way/],
    ['a conflict without a decision', ['branch', 'resolve', 'c1', ...dir], /--keep ours, --keep theirs, or --data/],
    ["a side of the other program's", ['master', 'resolve', 'c1', '--keep', 'ours'], /held, arrived/],
    ['two decisions', ['branch', 'resolve', 'c1', ...dir, '--keep', 'ours', '--data', '{}'], /cannot be used with/],
    ['records of nobody', ['records', 'list', 'Product'], /--data-dir FOLDER for a branch, or --master/],
    ['records of two', ['records', 'list', 'Product', ...dir, '--master'], /cannot be used with/],
    ['a database without --master', ['records', 'list', 'Product', ...dir, '--db', 'x'], /--db goes with --master/],
  ])('%s ends with exit code 2, one sentence, and the same as JSON', async (_name, argv, sentence) => {
    const plain = await run(...argv);
    expect(plain).toMatchObject({ code: 2, out: '' });
    expect(plain.err.trim()).toMatch(sentence);
    expect(plain.err.trim().split('\n')).toHaveLength(1);

    const json = await run(...argv, '--json');
    expect(JSON.parse(json.out)).toEqual({ error: { code: 'wrong-usage', message: json.err.trim() } });
    expect(json.code).toBe(2);
  });

  it.each([[], ['branch'], ['records'], ['master']])(
    'a group without a command shows its help and ends with 2: %j',
    async (...argv) => {
      const { code, out, err } = await run(...argv);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('Usage: synclog');
    },
  );
});

describe('help', () => {
  it('is no failure, and is there for every command', async () => {
    const files = readdirSync(new URL('../../../src/cli/commands/', import.meta.url)).map((file) =>
      file.replace(/\.ts$/, ''),
    );
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const [group = '', ...words] = file.split('-');
      const name = words.join('-');
      const { code, out, err } = await run(group, name, '--help');
      expect({ file, code, err }).toEqual({ file, code: 0, err: '' });
      expect(out).toContain(`synclog ${group} ${name}`);
      expect(out).toContain('--json');
    }
  });

  it('says where head office keeps its database when nobody says where', async () => {
    expect((await run('master', 'start', '--help')).out).toMatch(/synclog-master.*master\.sqlite/s);
  });

  it('tells the version', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: `${appVersion}\n`, err: '' });
  });
});
