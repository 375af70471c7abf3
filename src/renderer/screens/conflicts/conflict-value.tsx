import { useTranslation } from 'react-i18next';
import type { FieldDescriptor } from '../../../shared/ipc/records.ts';
import type { FieldValue } from '../../../shared/record.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useValueText } from '../../i18n/use-value-text.ts';

interface ConflictValueProps {
  /** undefined for a field that this version of the app does not know. */
  readonly descriptor: FieldDescriptor | undefined;
  readonly value: FieldValue;
  readonly masked: boolean;
  /** It cannot be decrypted here. */
  readonly lost: boolean;
}

export function ConflictValue({ descriptor, value, masked, lost }: ConflictValueProps) {
  const { t } = useTranslation();
  const say = useValueText();
  if (lost) return t('conflicts.lost');
  if (value === null || value === '') return t('conflicts.noValue');
  if (masked) return t('conflicts.masked');
  if (!descriptor) return String(value);
  if (descriptor.kind === 'reference' && descriptor.model !== null)
    return <ReferredTitle model={descriptor.model} id={String(value)} />;
  return say(descriptor, value);
}

/** What a reference points to, by the first thing that names it; its id's beginning where it is not here. */
function ReferredTitle({ model, id }: { readonly model: string; readonly id: string }) {
  const { data: models } = useAnswer('records.models', {});
  const { data } = useAnswer('records.get', { model, id });
  const titles = models?.find((known) => known.name === model)?.title ?? [];
  const named = titles.map((name) => data?.record[name]).find((value) => value !== null && value !== undefined);
  return String(named ?? id.slice(0, 8));
}
