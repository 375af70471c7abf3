/** Writes down what was done at head office: enrolments, revocations, new epochs, backups. */
export type Audit = (act: string, details: Readonly<Record<string, unknown>>) => Promise<void>;
