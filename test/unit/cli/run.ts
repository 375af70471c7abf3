import type { Io } from '../../../src/cli/io.ts';
import { main } from '../../../src/cli/main.ts';

/** Runs a command in this process. */
export async function run(
  ...argv: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const io: Io = {
    stdin: (async function* () {})(),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    untilAskedToEnd: () => Promise.resolve(),
  };
  const code = await main(argv, io);
  return { code, out, err };
}
