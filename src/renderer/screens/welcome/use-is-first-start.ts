import { useAnswer } from '../../bridge/use-answer.ts';

/** Whether nobody has yet said what this installation is; null until that is known. */
export function useIsFirstStart(): boolean | null {
  const { data: settings, error } = useAnswer('settings.get', {});
  // The screens themselves say what is wrong.
  if (error) return false;
  if (!settings) return null;
  return settings.instance === 'standalone' && !settings.welcomed;
}
