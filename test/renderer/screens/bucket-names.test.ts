import { expect, it } from 'vitest';
import { bucketNames } from '../../../src/renderer/screens/sync/activity/bucket-names.ts';

const early = new Date(2026, 10, 25, 4).getTime();

it.each([
  ['en-GB', '04:00'],
  ['fr', '04:00'],
  ['en-US', /\b4:00\sAM/],
])('writes the hours of the plot and of its table as %s writes the time of day', (locale, hour) => {
  const { whole, short } = bucketNames(locale, 'day');
  expect(short(early)).toMatch(hour);
  expect(whole(early)).toMatch(hour);
});
