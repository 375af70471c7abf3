import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedRecord } from '../../../shared/ipc/records.ts';
import { Button } from '../../components/button.tsx';
import { Input } from '../../components/input.tsx';
import { OptionList, OptionText } from '../../components/option-list.tsx';
import { useOptionList } from '../../components/use-option-list.ts';
import { useNames } from '../../i18n/use-names.ts';
import { isCommand } from '../../shell/use-shortcut.ts';
import { useReferenceSearch } from './use-reference-search.ts';
import styles from './reference-picker.module.css';

/** The record that was picked, and what it is called. */
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
  /** What was typed and not picked from; null for nothing. It stands in the field in place of the title. */
  readonly typed: string | null;
  readonly required?: boolean;
  readonly wrong?: boolean;
  readonly placeholder?: string;
  readonly onType: (typed: string) => void;
  /** Nothing is typed any more. */
  readonly onPick: (picked: Picked | null) => void;
  /** The field was left, and what was typed, if it means one record, has picked that. */
  readonly onLeft: () => void;
}

/** Picks a record of another model by searching for it. What is typed picks the one record that it means when the field is left; else it stays where it is. */
export function ReferencePicker(props: ReferencePickerProps) {
  const { id, describedBy, label, model, value, title, typed, required = false, wrong = false, placeholder } = props;
  const { t } = useTranslation();
  const names = useNames();
  /** Counts what a person does in the field. */
  const touches = useRef(0);
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<Picked | null>(null);
  const { options, ready, titleOf, detailOf, meant, searchNow } = useReferenceSearch(model, typed ?? '', open);
  const shown = typed ?? (value === '' ? '' : picked?.id === value ? picked.title : (title ?? value.slice(0, 8)));

  function choose(option: ListedRecord | undefined): void {
    if (!option) return;
    touches.current += 1;
    const choice = { id: String(option.record['id']), title: titleOf(option) };
    setPicked(choice);
    props.onPick(choice);
    setOpen(false);
  }
  /** What was typed when the field was left picks the record that it means, unless somebody goes on meanwhile. */
  async function settle(words: string): Promise<void> {
    const before = touches.current;
    const rows = await searchNow(words);
    if (touches.current !== before) return;
    choose(meant(words, rows));
    props.onLeft();
  }

  const list = useOptionList({
    id,
    count: options.length,
    ready,
    open,
    onOpen: setOpen,
    onPick: (index) => choose(options[index]),
  });
  return (
    <div className={styles.picker}>
      <Input
        {...list.inputProps}
        onKeyDown={(event) => {
          if (isCommand(event, 'Enter')) {
            // The form is sent with what is meant, and not without it. What it then says stands under the field.
            setOpen(false);
            if (typed !== null && ready) choose(list.active < 0 ? meant(typed, options) : options[list.active]);
            return;
          }
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
          props.onType(event.target.value);
          setOpen(true);
          touches.current += 1;
          list.setActive(-1);
        }}
        onClick={(event) => {
          if (typed === null) event.currentTarget.select();
          setOpen(true);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => {
          setOpen(false);
          if (typed?.trim()) return void settle(typed);
          if (typed !== null) props.onPick(null);
          props.onLeft();
        }}
      />
      {(value !== '' || typed) && !required && (
        <span className={styles.clear}>
          <Button
            look="quiet"
            size="small"
            icon="close"
            aria-label={t('records.pick.clear', { field: label })}
            title={t('records.pick.clear', { field: label })}
            onClick={() => {
              touches.current += 1;
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
        onPick={(index) => choose(options[index])}
        empty={t('records.pick.nothing', { models: names.many(model).toLowerCase() })}
        render={(option) => <OptionText name={titleOf(option)} detail={detailOf(option)} />}
      />
    </div>
  );
}
