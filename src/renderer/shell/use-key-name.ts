import { useTranslation } from 'react-i18next';
import { isMac } from './is-mac.ts';

/** What stands on a key of this computer. @returns a function of the key's name under `keys.names` */
export function useKeyName(): (key: string) => string {
  const { t } = useTranslation();
  return (key) => t(key === 'command' && isMac() ? 'keys.names.commandMac' : `keys.names.${key}`);
}
