import type { Finished } from '../../../scripts/demo/synclog-process.ts';

/** The JSON answer of a command that has to succeed. */
export async function answerOf(finished: Promise<Finished>): Promise<unknown> {
  const { code, stdout, stderr } = await finished;
  if (code !== 0) throw new Error(`Exit code ${code}: ${stderr}${stdout}`);
  return JSON.parse(stdout);
}
