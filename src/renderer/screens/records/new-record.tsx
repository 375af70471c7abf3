import { useTranslation } from 'react-i18next';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { useNames } from '../../i18n/use-names.ts';
import { RecordEditor } from './record-editor.tsx';

/** A record that is being made. */
export function NewRecord({ model, onClose }: { readonly model: ModelDescriptor; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <RecordEditor
      model={model}
      listed={null}
      title={t('records.make', { model: names.one(model.name).toLowerCase() })}
      onClose={onClose}
    />
  );
}
