import { useTranslation } from 'react-i18next';
import type { CallError } from '../../bridge/call-error.ts';
import type { FieldDescriptor, ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { FieldControl } from './field-control.tsx';
import { SensitiveControl } from './sensitive-control.tsx';
import { useFieldText } from './use-field-text.ts';
import type { RecordForm } from './use-record-form.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './record-form.module.css';

interface RecordFieldsProps {
  readonly model: ModelDescriptor;
  readonly listed: ListedRecord | null;
  readonly form: RecordForm;
  /** Fields whose problems are said: those that were left, or all after a try to save. */
  readonly said: (field: FieldDescriptor) => boolean;
  readonly onLeave: (field: FieldDescriptor) => void;
  /** What the branch refused, said at the field that it names. */
  readonly refused: CallError | null;
}

/** The id of a field's control. */
export function controlId(field: string): string {
  return `field-${field}`;
}

/** A control for each field of a model, with what is wrong with it and what happened to it elsewhere. */
export function RecordFields({ model, listed, form, said, onLeave, refused }: RecordFieldsProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const names = useNames();
  const text = useFieldText();

  function errorOf(field: FieldDescriptor): string | undefined {
    if (refused?.field === field.name) {
      const params = { model: names.one(model.name).toLowerCase(), field: names.field(field.name) };
      if (refused.code === 'duplicate-value') return t('records.problem.duplicate', params);
      // It stands at the field, so the field need not be named.
      return errorText({ code: refused.code, message: refused.message }).text;
    }
    const problem = said(field) ? form.problem(field) : undefined;
    return problem && t(`records.problem.${problem.key}`, problem.params);
  }

  return form.fields.map((field) => {
    const label = names.field(field.name);
    const error = errorOf(field);
    const covered = field.sensitive && typeof listed?.record[field.name] === 'string';
    return (
      <div key={field.name} className={field.kind === 'boolean' ? styles.tick : undefined}>
        <Field
          id={controlId(field.name)}
          label={label}
          required={field.required && field.kind !== 'boolean'}
          error={error}
        >
          {(ids) => {
            const control = (
              <FieldControl
                {...ids}
                field={field}
                typed={form.typed(field)}
                onType={(typed) => form.type(field, typed)}
                onBlur={() => onLeave(field)}
                wrong={error !== undefined}
                referenceTitle={
                  form.typed(field) === listed?.record[field.name] ? listed.referenceTitles[field.name] : undefined
                }
              />
            );
            return covered ? (
              <SensitiveControl {...ids} label={label}>
                {control}
              </SensitiveControl>
            ) : (
              control
            );
          }}
        </Field>
        {listed && form.changedElsewhere(field) && (
          <output className={styles.elsewhere}>
            <span>
              {t('records.elsewhere.changed', {
                value: field.sensitive ? '…' : text(field, listed) || t('records.elsewhere.nothing'),
              })}
            </span>
            <Button size="small" onClick={() => form.reset(field)}>
              {t('records.elsewhere.take')}
            </Button>
          </output>
        )}
      </div>
    );
  });
}
