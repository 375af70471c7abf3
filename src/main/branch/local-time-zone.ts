/** The time zone of this computer (IANA name). UTC, as the system itself takes it, where a service or container was given an empty or unknown one. */
export function localTimeZone(): string {
  // Typed as if it were always there.
  const { timeZone }: { readonly timeZone?: string } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone !== undefined && isKnown(timeZone) ? timeZone : 'UTC';
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== '';
  } catch {
    // A RangeError: the name that stands for a zone that nobody knows is itself none.
    return false;
  }
}
