import { useCallback, useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedRecord } from '../../../shared/ipc/records.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Icon } from '../../components/icon.tsx';
import { Input } from '../../components/input.tsx';
import { OptionList, OptionText } from '../../components/option-list.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { useOptionList } from '../../components/use-option-list.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useScanner, type Scanned } from './use-scanner.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './product-search.module.css';

interface ProductSearchProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onAdd: (product: ListedRecord) => void;
  /** Whether something that was entered is still looked up. */
  readonly onLooking: (looking: boolean) => void;
  /** What was entered is no product that can be sold as it is: a person must look. */
  readonly onUnclear: () => void;
  /** A code that was scanned into another field, to be looked up as if it had been scanned here; `count` tells two scans of one code apart. */
  readonly scanned: { readonly text: string; readonly count: number } | null;
}

/** The field that a scanner or a person types into: a code adds its product at once, words bring products to choose from. */
export function ProductSearch({ input, onAdd, onLooking, onUnclear, scanned }: ProductSearchProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const formats = useFormats();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  const sought = useDebounced(text.trim());
  const searching = open && text.trim() !== '';
  const { data, isPlaceholderData } = useAnswer(
    'sales.findProducts',
    { text: sought },
    { enabled: searching && sought !== '', keepPrevious: true },
  );
  const ready = data !== undefined && sought === text.trim() && !isPlaceholderData;
  const options = searching && sought !== '' ? (data?.products ?? []) : [];

  function add(product: ListedRecord): void {
    onAdd(product);
    setText('');
    setOpen(false);
    setMessage('');
    input.current?.focus();
  }

  const list = useOptionList({
    id: 'sale-product',
    count: options.length,
    ready,
    open: searching,
    onOpen: setOpen,
    onPick: (index) => {
      const option = options[index];
      if (option) add(option);
    },
  });
  const { setActive } = list;

  const found = useCallback(
    (result: Scanned) => {
      if (result.is !== 'product') onUnclear();
      const giveBack = (back: string, showsOptions: boolean): void => {
        // What is being typed or scanned meanwhile goes before what was not understood.
        setText((now) => (now === '' ? back : now));
        setOpen(showsOptions);
      };
      switch (result.is) {
        case 'product':
          onAdd(result.product);
          return setMessage('');
        case 'inactive':
          return setMessage(t('sale.inactive', { name: String(result.product.record['name'] ?? '') }));
        case 'choice':
          giveBack(result.text, true);
          setActive(0);
          return setMessage(t('sale.choose', { count: result.count }));
        case 'unknown':
          giveBack(result.text, false);
          return setMessage(t('sale.unknown', { text: result.text }));
        case 'failure':
          giveBack(result.text, false);
          return setMessage(errorText(result.error).text);
      }
    },
    [errorText, onAdd, onUnclear, setActive, t],
  );
  const { enter, looking } = useScanner(found);
  useEffect(() => onLooking(looking), [onLooking, looking]);

  useEffect(() => {
    if (scanned) enter(scanned.text);
  }, [scanned, enter]);
  useEffect(() => {
    // So that the next scan replaces what was not understood instead of being added to it.
    if (message !== '') input.current?.select();
  }, [message, input]);

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
          value={text}
          maxLength={200}
          enterKeyHint="done"
          placeholder={t('sale.scan')}
          aria-describedby="sale-product-message"
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            setMessage('');
            setActive(-1);
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={(event) => {
            list.inputProps.onKeyDown(event);
            if (event.key === 'Escape' && !event.defaultPrevented) setText('');
            const { ctrlKey, metaKey } = event;
            if (event.key !== 'Enter' || event.defaultPrevented || ctrlKey || metaKey) return;
            event.preventDefault();
            const entered = text.trim();
            if (entered === '') return;
            // Empty at once: a scanner's next code may begin before this one is looked up.
            setText('');
            setOpen(false);
            enter(entered);
          }}
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
          onPick={(index) => {
            const option = options[index];
            if (option) add(option);
          }}
          render={({ record, stock, referenceTitles }) => (
            <OptionText
              name={String(record['name'] ?? '')}
              detail={[
                record['sku'],
                referenceTitles['category_id'],
                stock === undefined ? null : t('sale.stock', { count: stock }),
              ]
                .filter(Boolean)
                .join(' · ')}
              end={typeof record['price_cents'] === 'number' ? formats.money(record['price_cents']) : ''}
            />
          )}
        />
      </div>
      <p className={styles.message} id="sale-product-message" role="alert">
        {message}
      </p>
    </div>
  );
}
