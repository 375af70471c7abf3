import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Empty } from '../../components/empty.tsx';
import { Failure } from '../../components/failure.tsx';
import { Screen } from '../../components/screen.tsx';
import { go } from '../../navigation/use-view.ts';
import { newRecordId } from '../../navigation/view.ts';
import { MakeRecord } from './make-record.tsx';
import { canBeMade } from './model-look.ts';
import { ModelTabs } from './model-tabs.tsx';
import { NewRecord } from './new-record.tsx';
import { RecordDrawer } from './record-drawer.tsx';
import { RecordTable } from './record-table.tsx';

/** What most people come for. */
const firstModel = 'Product';

export function RecordsScreen({ model: wanted, id }: { readonly model: string | null; readonly id: string | null }) {
  const { t } = useTranslation();
  const { data: models, error, refetch } = useAnswer('records.models', {});
  const named = models?.find(({ name }) => name === (wanted ?? firstModel));
  const model = named ?? (wanted === null ? models?.[0] : undefined);
  const close = (): void => go({ screen: 'records', model: model?.name ?? null, id: null });
  return (
    <Screen fixed title={t('nav.records')} actions={model && <MakeRecord model={model} />}>
      {error && !models && <Failure error={error} onRetry={() => void refetch()} />}
      {models && <ModelTabs models={models} current={model?.name ?? ''} />}
      {models && !model && <Empty title={t('records.unknown.title')} text={t('records.unknown.text')} />}
      {models && model && (
        <>
          <RecordTable key={model.name} model={model} />
          {id === newRecordId && canBeMade(model) && <NewRecord key={model.name} model={model} onClose={close} />}
          {id !== null && id !== newRecordId && (
            <RecordDrawer key={id} model={model} models={models} id={id} onClose={close} />
          )}
        </>
      )}
    </Screen>
  );
}
