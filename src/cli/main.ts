import { CommanderError } from 'commander';
import { toErrorShape, type ErrorShape } from '../shared/errors.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';
import { UsageError } from './usage-error.ts';

/** Done · the operation failed, and the reason was said · the command was not understood, and nothing was done. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2 } as const;

/** Runs one command. Resolves to its exit code; never rejects. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.done;
  const complaints: string[] = [];
  const program = createProgram({ io, fail: () => (code = exitCodes.failed) }, (text) => complaints.push(text));
  const json = argv.includes('--json');
  const refuse = (shape: ErrorShape): void => {
    if (json) io.out(`${JSON.stringify({ error: shape })}\n`);
    io.err(`${shape.message}\n`);
  };
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      refuse(toErrorShape(error));
      return error instanceof UsageError ? exitCodes.wrongUsage : exitCodes.failed;
    }
    // `--help` and `--version` come as errors too.
    if (error.exitCode === 0) return exitCodes.done;
    refuse({ code: 'wrong-usage', message: readable(error, complaints) });
    return exitCodes.wrongUsage;
  }
}

/** Commander's complaint as a sentence; where it only shows the help, that. */
function readable(error: CommanderError, complaints: readonly string[]): string {
  if (error.code === 'commander.help') return complaints.join('').trim();
  const said = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  return `${sentence.replace(/[.)]?$/, (end) => (end === ')' ? ').' : '.'))} Add --help to see how it is used.`;
}
