import { useState, type KeyboardEvent } from 'react';

export interface OptionListParts {
  readonly id: string;
  /** How many options there are. */
  readonly count: number;
  /** The options answer what is typed now; until then none is picked. */
  readonly ready: boolean;
  /** The option that is marked until a person marks another; -1 for none. */
  readonly suggested?: number;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onPick: (index: number) => void;
}

/** The keys and the attributes of a text field with a list of options under it (WAI-ARIA combobox): the focus stays in the field. */
export function useOptionList({ id, count, suggested = -1, ready, open, onOpen, onPick }: OptionListParts) {
  const [chosen, setActive] = useState(-1);
  const shown = open && count > 0;
  const marked = chosen < 0 ? suggested : chosen;
  const active = shown && marked < count ? marked : -1;
  const listId = `${id}-options`;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) onOpen(true);
      if (count === 0) return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      if (!ready) return;
      onPick(active);
      setActive(-1);
    } else if (event.key === 'Escape' && open) {
      // Only the list closes, not the panel around the field.
      event.preventDefault();
      event.stopPropagation();
      onOpen(false);
      setActive(-1);
    }
  }

  return {
    active,
    setActive,
    listId,
    inputProps: {
      id,
      role: 'combobox',
      'aria-expanded': shown,
      'aria-controls': listId,
      'aria-autocomplete': 'list',
      'aria-activedescendant': active >= 0 ? `${listId}-${active}` : undefined,
      onKeyDown,
    },
  } as const;
}
