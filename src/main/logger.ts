/** Where the parts of the app write what support needs to know. Never give it records, tokens or codes. */
export interface Logger {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** Says nothing: for tests and for the command line. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
