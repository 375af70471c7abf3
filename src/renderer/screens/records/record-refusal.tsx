import { useTranslation } from 'react-i18next';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { hashOf } from '../../navigation/view.ts';
import { refusalOf, useErrorText } from '../../i18n/use-error-text.ts';

/** Why head office refused a change of this record, and the way to what can be done about it. */
export function RecordRefusal({ model, id }: { readonly model: ModelDescriptor; readonly id: string }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { data: changes } = useAnswer('records.history', { model: model.name, id });
  const refused = changes?.find((change) => change.sync_status === 'failed');
  if (!refused) return null;
  const refusal = refusalOf(refused);
  return (
    <Notice
      tone="alert"
      action={
        <LinkButton size="small" href={hashOf({ screen: 'log', status: null, id: refused.id })}>
          {t('records.refusedAction')}
        </LinkButton>
      }
    >
      {t('records.refused', { reason: refusal ? errorText(refusal).text : '' })}
    </Notice>
  );
}
