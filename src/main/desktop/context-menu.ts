/** What the page knows of the place that was clicked with the right button, by Electron's names. */
export interface ClickedPlace {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: Readonly<Record<'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll', boolean>>;
}

/** A command that the system does itself, by Electron's name; `textKey` is of the catalogue. */
export interface EditLine {
  readonly role: 'cut' | 'copy' | 'paste' | 'selectAll';
  readonly textKey: string;
  readonly enabled: boolean;
}

/** What can be done there: everything in a field, copying where text is selected, and elsewhere nothing, so that no menu comes up. Electron has none of its own. */
export function contextMenu({ isEditable, selectionText, editFlags }: ClickedPlace): EditLine[] {
  const line = (role: EditLine['role'], enabled: boolean): EditLine => ({ role, textKey: `menu.${role}`, enabled });
  const copy = line('copy', editFlags.canCopy);
  if (isEditable) {
    return [
      line('cut', editFlags.canCut),
      copy,
      line('paste', editFlags.canPaste),
      line('selectAll', editFlags.canSelectAll),
    ];
  }
  return selectionText.trim() === '' ? [] : [copy];
}
