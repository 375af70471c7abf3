import { hear, recordCall, tell } from './desktop-link.ts';
import { createEvent, modelled, ModelledEmitter } from './modelled.ts';
import { readSwitch } from './switches.ts';

class PowerMonitor extends ModelledEmitter {
  constructor() {
    super('powerMonitor', ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown', 'on-ac', 'on-battery']);
  }
}
const power = new PowerMonitor();
export const powerMonitor = modelled('powerMonitor', power);
hear('power', ({ event }) => {
  const told = createEvent({});
  power.emit(event, told);
  if (event === 'shutdown') recordCall('shutdown delayed', String(told.defaultPrevented));
});

type ThemeSource = 'system' | 'light' | 'dark';
class NativeTheme extends ModelledEmitter {
  _systemDark = readSwitch('stand-in-dark') !== undefined;
  _source: ThemeSource = 'system';
  constructor() {
    super('nativeTheme', ['updated']);
  }
  get shouldUseDarkColors(): boolean {
    return this._source === 'system' ? this._systemDark : this._source === 'dark';
  }
  /** The panel's colours follow the system, whatever the app asks for itself. */
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    if (process.platform === 'linux')
      throw new Error('nativeTheme.shouldUseDarkColorsForSystemIntegratedUI is not there on Linux');
    return this._systemDark;
  }
  get themeSource(): ThemeSource {
    return this._source;
  }
  set themeSource(source: ThemeSource) {
    const before = this.shouldUseDarkColors;
    this._source = source;
    tell({ type: 'theme', source });
    if (this.shouldUseDarkColors !== before) this.emit('updated');
  }
}
const theme = new NativeTheme();
export const nativeTheme = modelled('nativeTheme', theme);
hear('dark', ({ dark }) => {
  theme._systemDark = dark;
  theme.emit('updated');
});
