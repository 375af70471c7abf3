import { recordCall } from './desktop-link.ts';
import { readSwitch } from './switches.ts';

// With `--stand-in-quick-minutes` what the shell does each minute, or more seldom, comes three hundred times as often, and each time is told.

const each = globalThis.setInterval;
const minuteMs = 60_000;

function quickly(act: () => void, ms = 0): NodeJS.Timeout {
  if (ms < minuteMs) return each(act, ms);
  return each(() => {
    act();
    recordCall('a quick minute');
  }, ms / 300);
}

if (readSwitch('stand-in-quick-minutes') !== undefined)
  globalThis.setInterval = Object.assign(quickly, each) as typeof setInterval;
