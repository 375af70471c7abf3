/** From the first quotation mark to the last: what stands between may hold marks and line ends itself, so pairs cannot be told. */
const quoted = /["“”„«»][\s\S]*["“”„«»]/;
const mark = /["“”„«»]/g;
const email = /[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>]+/g;
/** A word for something secret and what follows it. */
const secret = /\b(bearer|token|pin|password|secret|authorization|cookie)\b(["':=\s]+)(?:bearer\s+)?[^\s"',}]+/gi;
/** Names of values that are secret whatever they look like. */
const secretName = /token|secret|passw|authorization|cookie|credential|salt|hash|key$|^pin$|^sealed$/i;
/** An enrolment code: groups of capitals and digits. */
const enrolmentCode = /(?<![\w-])[0-9A-Z]{4}(?:-[0-9A-Z]{4})+(?![\w-])/g;
const credentials = /\/\/[^/\s@]+@/g;
/** The home folder of whoever uses the computer bears his name. */
const home = /([/\\](?:home|Users)[/\\])[^/\\\s"']+/g;
const sealed = /sealed:v\d+:[\w-]*/g;
/** Tokens, keys, hashes, sealed values: longer than a UUID and without its form. */
const random = /[\w+/=-]{37,}/g;
const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i;
/** Words between dashes, slashes or underscores are a path or a name. */
const wordy = /^(?:[A-Za-z]{0,20}[\d.]{0,8}[-/_=+]+)*[A-Za-z]{0,20}[\d.]{0,8}$/;

/**
 * A text without what support must not see: what people typed (sentences name it between quotation marks), addresses of people, their names in paths, tokens, keys and
 * codes. Rather too much than too little: causes have a code of their own.
 */
export function redact(text: string): string {
  return withoutQuoted(
    text
      .replace(credentials, '//…@')
      .replace(sealed, '…')
      .replace(secret, '$1$2…')
      .replace(enrolmentCode, '…')
      .replace(email, '…@…')
      .replace(home, '$1…')
      .replace(random, (found) => (uuid.test(found) || wordy.test(found) ? found : '…')),
  );
}

function withoutQuoted(text: string): string {
  const marks = text.match(mark)?.length ?? 0;
  if (marks === 0) return text;
  // One mark has lost its other half: whatever follows may be what somebody typed.
  if (marks % 2 === 1) return `${text.slice(0, text.search(mark))}"…`;
  return text.replace(quoted, '"…"');
}

/** The same for whole values: every text in it, never its names. */
export function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'string' && secretName.test(name) ? '…' : redactValue(inner),
    ]),
  );
}

/** An entry of the app's own log: a message, and details as JSON, whose names and structure stay. */
export function redactLine(line: string): string {
  const start = line.lastIndexOf('\n') < 0 ? line.indexOf(' {"') : -1;
  if (start < 0) return redact(line);
  try {
    const details: unknown = JSON.parse(line.slice(start + 1));
    return `${redact(line.slice(0, start))} ${JSON.stringify(redactValue(details))}`;
  } catch {
    // Not our own writing, or cut: then all of it is treated as text.
    return redact(line);
  }
}

/** How the app's own log begins an entry; what follows without it belongs to the entry before. */
const entryStart = /^\[\d{4}-\d\d-\d\d /;

/** The lines of the log's end, entry by entry: an entry whose beginning is not there is left out, because nobody can tell what in it was quoted. */
export function redactLog(lines: readonly string[]): string[] {
  const entries: string[] = [];
  for (const line of lines) {
    if (entryStart.test(line)) entries.push(line);
    else if (entries.length > 0) entries.push(`${entries.pop() ?? ''}\n${line}`);
  }
  return entries.map(redactLine);
}
