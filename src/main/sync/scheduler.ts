export interface ScheduledJob {
  /** When it fires next, in milliseconds since 1970; null when it never will. */
  nextAt(): number | null;
  cancel(): void;
}

export interface JobSpec {
  readonly name: string;
  /** Five fields, as in crontab. */
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** Fires callbacks by the calendar. What it calls must only ask for work, never do it: jobs may overlap, come late, or come in bursts. */
export interface Scheduler {
  schedule(spec: JobSpec, callback: () => void): ScheduledJob;
}
