import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDescriptor, ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Drawer, DrawerBody, DrawerFoot } from '../../components/drawer.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { useLeaveGuard } from '../../navigation/leave-guard.ts';
import { useShortcut } from '../../shell/use-shortcut.ts';
import { canBeChanged } from './model-look.ts';
import { controlId, RecordFields } from './record-fields.tsx';
import { useRecordForm } from './use-record-form.ts';
import { ErrorText } from '../../components/error-text.tsx';
import styles from './record-form.module.css';

interface RecordEditorProps {
  readonly model: ModelDescriptor;
  /** null for a new record. */
  readonly listed: ListedRecord | null;
  readonly title: string;
  /** The record was removed elsewhere: what is typed stays readable, and cannot be saved. */
  readonly gone?: boolean;
  readonly onClose: () => void;
  /** Above the fields and below them. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  /** Other things that can be done with it. */
  readonly action?: ReactNode;
}

/** A record in a panel, with its form where it can be changed. Nothing typed is lost without asking. */
export function RecordEditor(props: RecordEditorProps) {
  const { model, listed, title, gone = false, onClose, above, below, action } = props;
  const { t } = useTranslation();
  const names = useNames();
  const announce = useAnnounce();
  const formId = useId();
  const form = useRecordForm(model, listed);
  const save = useAction('records.save');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [leave, setLeave] = useState<{ readonly go: () => void } | null>(null);
  const editable = listed === null || canBeChanged(model);
  const unsaved = editable && form.dirty;
  const letGo = useLeaveGuard(unsaved, (go) => setLeave({ go }));
  const close = (): void => {
    if (unsaved) setLeave({ go: onClose });
    else onClose();
  };
  const say = (field: FieldDescriptor): boolean => tried || left.has(field.name);

  function submit(): void {
    if (save.isPending || gone) return;
    setTried(true);
    const values = form.read();
    if (!values) {
      const wrong = form.fields.find((field) => form.problem(field));
      if (wrong) document.getElementById(controlId(wrong.name))?.focus();
      return;
    }
    if (listed && Object.keys(values).length === 0) return onClose();
    const id = listed?.record['id'];
    save.mutate(
      { model: model.name, data: typeof id === 'string' ? { id, ...values } : values },
      {
        onSuccess: () => {
          announce(t(model.excluded ? 'records.savedHere' : 'records.saved', { model: names.one(model.name) }));
          letGo();
          onClose();
        },
        onError: (error) => {
          if (error.field !== undefined) document.getElementById(controlId(error.field))?.focus();
        },
      },
    );
  }
  useShortcut('s', submit, editable && leave === null);
  useShortcut('Enter', submit, editable && leave === null);

  const unplaced = save.error && !form.fields.some(({ name }) => name === save.error.field);
  return (
    <Drawer title={title} aside={listed && !gone && <StateBadge state={listed.state} />} onClose={close}>
      <DrawerBody>
        {gone && <Notice tone="alert">{t('records.gone')}</Notice>}
        {unplaced && (
          <Notice tone="alert">
            <ErrorText error={save.error} />
          </Notice>
        )}
        {above}
        {editable && (
          <form
            id={formId}
            className={styles.form}
            noValidate
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              submit();
            }}
          >
            <RecordFields
              model={model}
              listed={listed}
              form={form}
              said={say}
              onLeave={(field) => {
                // An empty field that was only passed through is not called wrong before a try to save.
                if (form.typed(field) !== '') setLeft((before) => new Set(before).add(field.name));
              }}
              refused={save.error}
            />
          </form>
        )}
        {below}
      </DrawerBody>
      <DrawerFoot>
        {editable && !gone && (
          <Button look="primary" submits form={formId} busy={save.isPending}>
            {t('common.save')}
          </Button>
        )}
        <Button onClick={close}>{t(unsaved ? 'common.cancel' : 'common.close')}</Button>
        <span className={styles.end}>{action}</span>
      </DrawerFoot>
      {leave && (
        <ConfirmDialog
          title={t('records.leave.title')}
          action={t('records.leave.discard')}
          onConfirm={() => {
            letGo();
            leave.go();
          }}
          onCancel={() => setLeave(null)}
        >
          <p>{t('records.leave.text')}</p>
        </ConfirmDialog>
      )}
    </Drawer>
  );
}
