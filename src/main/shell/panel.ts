import { nativeTheme } from 'electron';

let seen = false;

/** Whether the system's panel is dark. The app's own appearance may differ; where only that can be asked, what was seen before it was set counts. */
export function isPanelDark(): boolean {
  if (process.platform !== 'linux') return nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
  if (nativeTheme.themeSource === 'system') seen = nativeTheme.shouldUseDarkColors;
  return seen;
}
