import { lazy, type ComponentType } from 'react';
import type { Screen } from '../navigation/view.ts';
import { UnreadScreen } from './unread-screen.tsx';

/** Every screen but the one at the front door is a file of its own in the build, so that the first one is painted before the others are read. */
const files = {
  records: () => import('../screens/records/records-screen.tsx'),
  sale: () => import('../screens/sale/sale-screen.tsx'),
  log: () => import('../screens/log/log-screen.tsx'),
  conflicts: () => import('../screens/conflicts/conflicts-screen.tsx'),
  check: () => import('../screens/check/check-screen.tsx'),
  settings: () => import('../screens/settings/settings-screen.tsx'),
  diagnostics: () => import('../screens/diagnostics/diagnostics-screen.tsx'),
} as const;

/** A screen whose file cannot be read says so in its place; without this the whole page would go. */
function readLater<Props extends object>(read: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return lazy(async () => {
    try {
      return { default: await read() };
    } catch {
      // The program has ended, or was replaced by another version: what a person can do is the same.
      return { default: UnreadScreen };
    }
  });
}

export const RecordsScreen = readLater(async () => (await files.records()).RecordsScreen);
export const SaleScreen = readLater(async () => (await files.sale()).SaleScreen);
export const LogScreen = readLater(async () => (await files.log()).LogScreen);
export const ConflictsScreen = readLater(async () => (await files.conflicts()).ConflictsScreen);
export const CheckScreen = readLater(async () => (await files.check()).CheckScreen);
export const SettingsScreen = readLater(async () => (await files.settings()).SettingsScreen);
export const DiagnosticsScreen = readLater(async () => (await files.diagnostics()).DiagnosticsScreen);

/** Begins to read a screen's file before it is shown. */
export async function readScreen(screen: Screen): Promise<void> {
  // What cannot be read is said where it is to be shown.
  if (screen !== 'sync') await files[screen]().catch(() => undefined);
}

/** Reads all of them, so that going to one waits for nothing, also when an update has replaced the files meanwhile. */
export async function readAllScreens(): Promise<void> {
  await Promise.allSettled(Object.values(files).map((read) => read()));
}
