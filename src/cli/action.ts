import { Command } from 'commander';
import type { z } from 'zod';
import type { ErrorShape } from '../shared/errors.ts';
import type { Io } from './io.ts';

/** What a command found out or did: for programs, and for people. */
export interface Answer {
  /** Printed as one line of JSON with `--json`; where there is a failure, with it as `error`. */
  readonly value: object;
  /** Printed without `--json`. */
  readonly text: string;
  /** Why the command failed although it has an answer; then the exit code is 1. */
  readonly failure?: ErrorShape | undefined;
}

export interface Call<O> {
  /** What follows the command's name and is not an option, in order. */
  readonly args: readonly unknown[];
  readonly options: O;
  readonly io: Io;
  /** Says an answer before the command ends: for commands that go on until they are asked to end. */
  say(answer: Answer): void;
  /** A line of the running command's log: on stderr, so that stdout holds answers only. */
  log(line: string): void;
}

/** Set by `program.ts`; read by every command. */
export interface CommandContext {
  readonly io: Io;
  fail(): void;
}

/**
 * Makes a commander action of a command's work: options in by their schema, the answer out as JSON or as text.
 * @param work answers, or nothing when it has said everything itself
 */
export function action<S extends z.ZodType>(
  context: CommandContext,
  schema: S,
  work: (call: Call<z.output<S>>) => Promise<Answer | undefined>,
): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1);
    if (!(command instanceof Command)) throw new Error('Commander calls an action with the command last');
    const raw: Record<string, unknown> = command.opts();
    const json = raw['json'] === true;
    const { io } = context;
    const say = (answer: Answer): void => {
      const { value, text, failure } = answer;
      io.out(json ? `${JSON.stringify(failure ? { ...value, error: failure } : value)}\n` : `${text}\n`);
      if (!failure) return;
      io.err(`${failure.message}\n`);
      context.fail();
    };
    const answer = await work({
      args: command.processedArgs,
      options: schema.parse(raw),
      io,
      say,
      log: (line) => io.err(`${line}\n`),
    });
    if (answer) say(answer);
  };
}
