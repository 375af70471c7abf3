const quoted = /"[^"\n]{0,300}"/g;
const email = /[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>]+/g;
const secret = /\b(bearer|token|pin|password)(["':=\s]+)[^\s"',}]+/gi;
/** An enrolment code: groups of capitals and digits. */
const enrolmentCode = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b/g;
const credentials = /\/\/[^/\s@]+@/g;

/**
 * A text without what support must not see: what people typed (sentences name it between quotation marks), addresses of people, tokens and codes.
 */
export function redact(text: string): string {
  return text
    .replace(credentials, '//…@')
    .replace(secret, '$1$2…')
    .replace(enrolmentCode, '…')
    .replace(email, '…@…')
    .replace(quoted, '"…"');
}

/** The same for whole values: every text in it, never its names. */
export function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redactValue(inner)]));
}

/** A line of the app's own log: a message, and details as JSON, whose names and structure stay. */
export function redactLine(line: string): string {
  const start = line.indexOf(' {"');
  if (start < 0) return redact(line);
  try {
    const details: unknown = JSON.parse(line.slice(start + 1));
    return `${redact(line.slice(0, start))} ${JSON.stringify(redactValue(details))}`;
  } catch {
    // Not our own writing, or cut: then all of it is treated as text.
    return redact(line);
  }
}
