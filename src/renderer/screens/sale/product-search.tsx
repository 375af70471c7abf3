import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Icon } from '../../components/icon.tsx';
import { Input } from '../../components/input.tsx';
import { OptionList, OptionText } from '../../components/option-list.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { useOptionList } from '../../components/use-option-list.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import type { Unclear } from './look-up.ts';
import { useSaleDraft } from './sale-draft.tsx';
import { stockKey } from './stock-key.ts';
import { useUnclearText } from './use-unclear-text.ts';
import styles from './product-search.module.css';

interface ProductSearchProps {
  readonly input: RefObject<HTMLInputElement | null>;
  /** The save key was pressed on an option, which is in the sale now. */
  readonly onSave: () => void;
}

/** The field that a scanner or a person types into: a code adds its product at once, words bring products to choose from. */
export function ProductSearch({ input, onSave }: ProductSearchProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const unclearText = useUnclearText();
  const { typed, givenBack, type, enterTyped, put, unclear } = useSaleDraft();
  const [opened, setOpened] = useState(false);
  /** An option is marked because a person moved to it, not because it is the first. */
  const [pointed, setPointed] = useState(false);
  /** The choice whose list was closed. */
  const [closed, setClosed] = useState<Unclear | null>(null);
  const mustChoose = givenBack?.is === 'choice' && givenBack !== closed;
  const text = typed.trim();
  const searching = (opened || mustChoose) && text !== '';
  const sought = useDebounced(text);
  const { data, isPlaceholderData } = useAnswer(
    'sales.findProducts',
    { text: sought },
    { enabled: searching && sought !== '', keepPrevious: true },
  );
  const ready = data !== undefined && sought === text && !isPlaceholderData;
  const options = searching && sought !== '' ? (data?.products ?? []) : [];

  function setOpen(open: boolean): void {
    setOpened(open);
    setPointed(false);
    if (!open) setClosed(givenBack);
  }
  function pick(index: number): void {
    const option = options[index];
    if (!option) return;
    put(option);
    setOpen(false);
    input.current?.focus();
  }
  const list = useOptionList({
    id: 'sale-product',
    count: options.length,
    suggested: mustChoose ? 0 : -1,
    ready,
    open: searching,
    onOpen: setOpen,
    onPick: pick,
  });
  useEffect(() => {
    // So that the next scan replaces what was not understood instead of being added to it.
    if (givenBack) input.current?.select();
  }, [givenBack, input]);

  function onKeyDown(event: KeyboardEvent): void {
    const isEnter = event.key === 'Enter' && !event.nativeEvent.isComposing;
    const withCommand = event.ctrlKey || event.metaKey;
    if (isEnter && withCommand) {
      if (!pointed || list.active < 0 || !ready) return;
      event.preventDefault();
      pick(list.active);
      return onSave();
    }
    // What the list shows answers an earlier text: what stands in the field is looked up.
    if (!isEnter || ready) list.inputProps.onKeyDown(event);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setPointed(true);
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') type('');
    if (!isEnter) return;
    event.preventDefault();
    setOpen(false);
    enterTyped();
  }

  return (
    <div className={styles.search}>
      <label className={styles.label} htmlFor="sale-product">
        {t('sale.product')}
      </label>
      <div className={styles.box}>
        <Icon name="search" />
        <Input
          {...list.inputProps}
          ref={input}
          value={typed}
          maxLength={200}
          enterKeyHint="done"
          placeholder={t('sale.scan')}
          aria-describedby="sale-product-message"
          onChange={(event) => {
            type(event.target.value);
            setOpen(true);
            list.setActive(-1);
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <OptionList
          listId={list.listId}
          label={t('sale.products')}
          options={options}
          optionKey={({ record }) => String(record['id'])}
          active={list.active}
          open={searching}
          ready={ready}
          empty={t('sale.unknown', { text: sought })}
          onPick={pick}
          render={({ record, stock, referenceTitles }) => (
            <OptionText
              name={String(record['name'] ?? '')}
              detail={[
                record['sku'],
                referenceTitles['category_id'],
                stock === undefined ? null : t(stockKey(stock), { count: stock }),
              ]
                .filter(Boolean)
                .join(' · ')}
              end={typeof record['price_cents'] === 'number' ? formats.money(record['price_cents']) : ''}
            />
          )}
        />
      </div>
      <p className={styles.message} id="sale-product-message" role="alert">
        {unclear.map(unclearText).join(' ')}
      </p>
    </div>
  );
}
