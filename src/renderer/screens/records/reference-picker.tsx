import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Input } from '../../components/input.tsx';
import { OptionList, OptionText } from '../../components/option-list.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { useOptionList } from '../../components/use-option-list.ts';
import { useNames } from '../../i18n/use-names.ts';
import { defaultSort, leadField, titleOf } from './model-look.ts';
import { useFieldText } from './use-field-text.ts';
import styles from './reference-picker.module.css';

export interface Picked {
  readonly id: string;
  readonly title: string;
}

interface ReferencePickerProps {
  readonly id: string;
  readonly describedBy?: string | undefined;
  readonly label: string;
  /** The model that is picked from. */
  readonly model: string;
  /** Id of what is picked; empty for nothing. */
  readonly value: string;
  /** Its title, where the owner knows it. */
  readonly title: string | undefined;
  readonly required?: boolean;
  readonly wrong?: boolean;
  readonly placeholder?: string;
  readonly onPick: (picked: Picked | null) => void;
  readonly onBlur?: () => void;
}

/** As many as a person looks through before typing another letter. */
const mostOptions = 20;

/** Picks a record of another model by searching for it. What is typed and not picked is forgotten when the field is left. */
export function ReferencePicker(props: ReferencePickerProps) {
  const { id, describedBy, label, model, value, title, required = false, wrong = false, placeholder } = props;
  const { t } = useTranslation();
  const names = useNames();
  const text = useFieldText();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<Picked | null>(null);
  const { data: models } = useAnswer('records.models', {});
  const descriptor = models?.find(({ name }) => name === model);
  const search = useDebounced((typed ?? '').trim());
  const sort = descriptor && defaultSort(descriptor);
  const { data: found, isPlaceholderData } = useAnswer(
    'records.list',
    { model, search, limit: mostOptions, orderBy: sort?.key, descending: sort?.descending },
    { enabled: open && descriptor !== undefined, keepPrevious: true },
  );
  const options = open ? (found?.rows ?? []) : [];
  const ready = found !== undefined && search === (typed ?? '').trim() && !isPlaceholderData;
  const shown = typed ?? (value === '' ? '' : picked?.id === value ? picked.title : (title ?? value.slice(0, 8)));

  function pick(index: number): void {
    const option = options[index];
    if (!option || !descriptor) return;
    const choice = { id: String(option.record['id']), title: titleOf(descriptor, option, text) };
    setPicked(choice);
    props.onPick(choice);
    setTyped(null);
    setOpen(false);
  }

  const list = useOptionList({ id, count: options.length, ready, open, onOpen: setOpen, onPick: pick });
  return (
    <div className={styles.picker}>
      <Input
        {...list.inputProps}
        onKeyDown={(event) => {
          list.inputProps.onKeyDown(event);
          if (event.key !== 'Enter' || event.defaultPrevented || typed === null) return;
          // What was typed is not lost to a form that is sent: the first Enter offers the best match, the second takes it.
          event.preventDefault();
          if (ready && options.length > 0) list.setActive(0);
        }}
        aria-describedby={describedBy}
        aria-required={required || undefined}
        wrong={wrong}
        value={shown}
        placeholder={placeholder ?? t('records.pick.placeholder')}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          list.setActive(-1);
        }}
        onClick={(event) => {
          if (typed === null) event.currentTarget.select();
          setOpen(true);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => {
          if (typed?.trim() === '' && value !== '') props.onPick(null);
          setTyped(null);
          setOpen(false);
          props.onBlur?.();
        }}
      />
      {value !== '' && !required && (
        <span className={styles.clear}>
          <Button
            look="quiet"
            size="small"
            icon="close"
            aria-label={t('records.pick.clear', { field: label })}
            title={t('records.pick.clear', { field: label })}
            onClick={() => {
              setTyped(null);
              props.onPick(null);
            }}
          />
        </span>
      )}
      <OptionList
        listId={list.listId}
        label={label}
        options={options}
        optionKey={({ record }) => String(record['id'])}
        active={list.active}
        open={open}
        ready={ready}
        onPick={pick}
        empty={t('records.pick.nothing', { models: names.many(model).toLowerCase() })}
        render={(option) =>
          descriptor && <OptionText name={titleOf(descriptor, option, text)} detail={detailOf(descriptor, option)} />
        }
      />
    </div>
  );
}

/** What tells records of the same name apart: a unique field, such as an SKU. */
function detailOf(model: ModelDescriptor, { record }: ListedRecord): string {
  const lead = leadField(model);
  const field = model.fields.find((one) => one.unique && !one.sensitive && one !== lead);
  const value = field && record[field.name];
  return typeof value === 'string' ? value : '';
}
