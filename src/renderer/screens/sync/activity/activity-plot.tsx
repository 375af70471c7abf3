import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/use-formats.ts';
import { totalOf, type Bucket } from './activity-buckets.ts';
import type { BucketNames } from './bucket-names.ts';
import { usePlot } from './use-plot.ts';
import styles from './activity.module.css';

interface ActivityPlotProps {
  readonly buckets: readonly Bucket[];
  readonly names: BucketNames;
}

/** Frames are what was recorded, fillings what head office confirmed: a frame that is not full waits, or was confirmed later. */
export function ActivityPlot({ buckets, names }: ActivityPlotProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const host = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  usePlot(host, { buckets, names, number, onPointed: setPointed });
  const bucket = pointed === null ? undefined : buckets[pointed];
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.key}>
        <span>
          <span className={styles.recorded} data-sample="recorded" aria-hidden="true" /> {t('sync.activity.recorded')}
        </span>
        <span>
          <span className={styles.confirmed} data-sample="confirmed" aria-hidden="true" />{' '}
          {t('sync.activity.confirmed')}
        </span>
        <span className={styles.pointed} aria-hidden="true">
          {bucket && `${names.whole(bucket.at)} · ${t('sync.activity.counted', { ...bucket })}`}
        </span>
      </figcaption>
      {/* The library draws a canvas into it. */}
      {/* eslint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div ref={host} className={styles.plot} role="img" aria-label={t('sync.activity.plot', totalOf(buckets))} />
    </figure>
  );
}
