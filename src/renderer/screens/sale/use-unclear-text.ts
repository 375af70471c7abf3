import { useTranslation } from 'react-i18next';
import type { ListedRecord } from '../../../shared/ipc/records.ts';
import { mostLines } from '../../../shared/sale-draft.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import type { Unclear } from './look-up.ts';

/** What is wrong with something that was entered, and what to do. */
export function useUnclearText(): (unclear: Unclear) => string {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const nameOf = ({ record }: ListedRecord): string => String(record['name'] ?? '');
  return (unclear) => {
    switch (unclear.is) {
      case 'inactive':
        return t('sale.inactive', { name: nameOf(unclear.product) });
      case 'noPrice':
        return t('sale.noPrice', { name: nameOf(unclear.product) });
      case 'full':
        return t('sale.full', { name: nameOf(unclear.product), count: mostLines });
      case 'choice':
        return t('sale.choose', { count: unclear.count });
      case 'unknown':
        return t('sale.unknown', { text: unclear.text });
      case 'failure':
        return errorText(unclear.error).text;
    }
  };
}
