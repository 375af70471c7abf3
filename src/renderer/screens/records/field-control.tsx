import { useTranslation } from 'react-i18next';
import type { FieldDescriptor } from '../../../shared/ipc/records.ts';
import { DateInput } from '../../components/date-input.tsx';
import type { FieldIds } from '../../components/field.tsx';
import { Input, Select, TextArea } from '../../components/input.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { noTime, unpicked, unpickedText, type Typed } from './field-values.ts';
import { ReferencePicker } from './reference-picker.tsx';
import styles from './record-form.module.css';

export interface FieldControlProps extends FieldIds {
  readonly field: FieldDescriptor;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly onBlur: () => void;
  readonly wrong: boolean;
  /** Title of the record that a reference points to. */
  readonly referenceTitle: string | undefined;
}

/** The control for a kind of field. */
export function FieldControl(props: FieldControlProps) {
  const { field, id, describedBy, typed, onType, onBlur, wrong, referenceTitle } = props;
  const { t } = useTranslation();
  const names = useNames();
  const text = typeof typed === 'string' ? typed : '';
  const common = { id, 'aria-describedby': describedBy, 'aria-required': field.required || undefined, onBlur, wrong };
  const take = (event: { readonly target: { readonly value: string } }): void => onType(event.target.value);
  switch (field.kind) {
    case 'boolean':
      return (
        <input
          type="checkbox"
          id={id}
          className={styles.check}
          aria-describedby={describedBy}
          checked={typed === true}
          onChange={(event) => onType(event.target.checked)}
        />
      );
    case 'choice':
      return (
        <Select {...common} value={text} onChange={take}>
          {(!field.required || text === '') && <option value="">{t('common.none')}</option>}
          {field.options.map((option) => (
            <option key={option} value={option}>
              {names.choice(field.name, option)}
            </option>
          ))}
        </Select>
      );
    case 'reference':
      return (
        <ReferencePicker
          id={id}
          describedBy={describedBy}
          label={names.field(field.name)}
          model={field.model ?? ''}
          required={field.required}
          wrong={wrong}
          value={unpickedText(text) === null ? text : ''}
          title={referenceTitle}
          typed={unpickedText(text)}
          onType={(words) => onType(unpicked(words))}
          onPick={(picked) => onType(picked?.id ?? '')}
          onLeft={onBlur}
        />
      );
    case 'datetime':
      return (
        <div className={styles.time}>
          <DateInput
            id={id}
            describedBy={describedBy}
            required={field.required}
            wrong={wrong}
            withTime
            value={text}
            onChange={(value) => onType(value ?? noTime)}
            onBlur={onBlur}
          />
        </div>
      );
    case 'money':
      return (
        <div className={styles.figure}>
          <Input {...common} numeric inputMode="decimal" value={text} onChange={take} />
        </div>
      );
    case 'integer':
      return (
        <div className={styles.figure}>
          <Input {...common} numeric inputMode="numeric" value={text} onChange={take} />
        </div>
      );
    case 'text':
      return field.multiline ? (
        <TextArea {...common} value={text} onChange={take} />
      ) : (
        <Input {...common} value={text} onChange={take} />
      );
  }
}
