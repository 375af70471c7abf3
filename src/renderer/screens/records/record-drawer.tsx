import { useTranslation } from 'react-i18next';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Drawer, DrawerBody, DrawerFoot } from '../../components/drawer.tsx';
import { Failure } from '../../components/failure.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { canBeChanged, canBeRemoved, titleOf } from './model-look.ts';
import { RecordEditor } from './record-editor.tsx';
import { RecordFacts } from './record-facts.tsx';
import { RecordHistory } from './record-history.tsx';
import { RecordParts, usePartsAreKnown } from './record-parts.tsx';
import { RecordRefusal } from './record-refusal.tsx';
import { RemoveRecord } from './remove-record.tsx';
import { useFieldText } from './use-field-text.ts';
import styles from './record-sections.module.css';

interface RecordDrawerProps {
  readonly model: ModelDescriptor;
  readonly models: readonly ModelDescriptor[];
  readonly id: string;
  readonly onClose: () => void;
}

/** One record: what it says, its parts, its form, its history. */
export function RecordDrawer({ model, models, id, onClose }: RecordDrawerProps) {
  const { t } = useTranslation();
  const names = useNames();
  const text = useFieldText();
  const { data: listed, error, refetch } = useAnswer('records.get', { model: model.name, id });
  const partsAreKnown = usePartsAreKnown({ model, models, id });
  if (!listed) {
    // It is on this computer and comes at once, whole; a panel that flashes or grows would only disturb.
    if (!error) return null;
    return (
      <Drawer title={names.one(model.name)} onClose={onClose}>
        <DrawerBody>
          <Failure error={error} onRetry={() => void refetch()} />
        </DrawerBody>
        <DrawerFoot>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </DrawerFoot>
      </Drawer>
    );
  }
  if (!partsAreKnown) return null;
  const gone = error?.code === 'not-found';
  const title = titleOf(model, listed, text);
  return (
    <RecordEditor
      model={model}
      listed={listed}
      title={title}
      gone={gone}
      onClose={onClose}
      above={
        <>
          {listed.state === 'refused' && <RecordRefusal model={model} id={id} />}
          {!canBeChanged(model) && (
            <p className={styles.hint}>{t(model.appendOnly ? 'records.appendOnly' : 'records.madeWithWhole')}</p>
          )}
          <RecordFacts model={model} listed={listed} />
          <RecordParts model={model} models={models} id={id} />
        </>
      }
      below={<RecordHistory model={model} id={id} />}
      action={
        canBeRemoved(model) &&
        !gone && <RemoveRecord model={model} models={models} id={id} title={title} onDone={onClose} />
      }
    />
  );
}
