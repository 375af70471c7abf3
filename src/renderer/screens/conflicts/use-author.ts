import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictAuthor } from '../../../shared/protocol/conflict.ts';
import { useFormats } from '../../i18n/use-formats.ts';

/** Who wrote something, and when, in words. */
export function useAuthor(): (author: ConflictAuthor) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return useCallback(
    ({ branchId, name, at }) => {
      const who = name ?? (branchId === null ? t('conflicts.headOffice') : t('conflicts.thisBranch'));
      return t('conflicts.by', { who, at: at === null ? t('conflicts.unknownTime') : formats.time(at) });
    },
    [t, formats],
  );
}
