import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { partsOf } from './model-look.ts';
import { ErrorText } from '../../components/error-text.tsx';
import styles from './remove-record.module.css';

interface RemoveRecordProps {
  readonly model: ModelDescriptor;
  readonly models: readonly ModelDescriptor[];
  readonly id: string;
  readonly title: string;
  readonly onDone: () => void;
}

/** Removes a record after asking. What the branch refuses (other records refer to it) is said in the question's place. */
export function RemoveRecord({ model, models, id, title, onDone }: RemoveRecordProps) {
  const { t } = useTranslation();
  const names = useNames();
  const announce = useAnnounce();
  const remove = useAction('records.remove');
  const [asking, setAsking] = useState(false);
  const parts = partsOf(model, models).map((part) => names.many(part.model.name).toLowerCase());

  function confirm(): void {
    remove.mutate(
      { model: model.name, id },
      {
        onSuccess: () => {
          announce(t('records.removed', { model: names.one(model.name), title }));
          onDone();
        },
      },
    );
  }

  return (
    <>
      <Button
        look="quiet"
        icon="trash"
        onClick={() => {
          remove.reset();
          setAsking(true);
        }}
      >
        {t('common.remove')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('records.remove.title', { title })}
          action={t('common.remove')}
          busy={remove.isPending}
          onConfirm={confirm}
          onCancel={() => setAsking(false)}
        >
          {remove.error ? (
            <p className={styles.refused} role="alert">
              {remove.error.code === 'still-referenced' ? (
                t('records.remove.inUse')
              ) : (
                <ErrorText error={remove.error} />
              )}
            </p>
          ) : (
            <p>
              {parts.length > 0
                ? t('records.remove.withParts', { parts: parts.join(', ') })
                : t(model.excluded ? 'records.remove.local' : 'records.remove.text')}
            </p>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
