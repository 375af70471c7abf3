import { useEffect, useRef, type ReactNode } from 'react';
import styles from './option-list.module.css';

interface OptionListProps<Option> {
  readonly listId: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly optionKey: (option: Option) => string;
  readonly active: number;
  readonly render: (option: Option) => ReactNode;
  readonly onPick: (index: number) => void;
  /** Said in place of the options where there are none. */
  readonly empty?: string | undefined;
  readonly open: boolean;
  /** The options answer what is typed now. */
  readonly ready: boolean;
  /** In its place on the page, not over what comes after it. Default: false. */
  readonly inline?: boolean;
}

/** The options under a text field. They are picked with the field's keys or a pointer; they never take the focus. */
export function OptionList<Option>(props: OptionListProps<Option>) {
  const { listId, label, options, optionKey, active, render, onPick, empty, open, ready, inline = false } = props;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const shown = open && options.length > 0;
  const place = inline ? styles.inline : styles.list;
  return (
    <>
      <ul
        id={listId}
        ref={list}
        role="listbox"
        aria-label={label}
        aria-busy={open && !ready}
        className={shown ? place : styles.closed}
        // The field keeps the focus, so that typing goes on.
        onMouseDown={(event) => event.preventDefault()}
      >
        {shown &&
          options.map((option, index) => (
            <li
              key={optionKey(option)}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={styles.option}
              onClick={() => onPick(index)}
            >
              {render(option)}
            </li>
          ))}
      </ul>
      {open && ready && options.length === 0 && empty && (
        <p className={`${place} ${styles.empty}`} role="status">
          {empty}
        </p>
      )}
    </>
  );
}

/** An option's name, what tells it from others, and a figure at the end. */
export function OptionText(props: { readonly name: string; readonly detail?: string; readonly end?: ReactNode }) {
  return (
    <span className={styles.text}>
      <span className={styles.name}>{props.name}</span>
      {props.end !== undefined && <span className={styles.end}>{props.end}</span>}
      {props.detail && <span className={styles.detail}>{props.detail}</span>}
    </span>
  );
}
