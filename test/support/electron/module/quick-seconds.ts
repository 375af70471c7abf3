import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { readSwitch } from './switches.ts';

// With `--stand-in-quick-seconds` the shell's pauses of a second and more, in what it asks again and again, are fifty times as short.

const pause = timers.setTimeout;
const secondMs = 1000;

const quickly: typeof pause = (ms = 0, value, options) => pause(ms < secondMs ? ms : ms / 50, value, options);

if (readSwitch('stand-in-quick-seconds') !== undefined) {
  timers.setTimeout = quickly;
  syncBuiltinESMExports();
}
