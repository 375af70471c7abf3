import type { OverallState } from '../../shared/home-sentence.ts';
import type { Shape } from '../components/state-shape.tsx';

/** The shape of the one state that the strip and the home screen show. */
export const shapeOfState: Record<OverallState, Shape> = {
  standalone: 'local',
  attention: 'attention',
  syncing: 'syncing',
  offline: 'offline',
  paused: 'paused',
  waiting: 'waiting',
  confirmed: 'confirmed',
  unconfirmed: 'unconfirmed',
};
