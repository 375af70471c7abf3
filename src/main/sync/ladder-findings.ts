import { clockToleranceMs } from '../../shared/hybrid-clock.ts';
import type { ConnectionStep } from '../../shared/ipc/branch.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import { isLoopback, isOwnNetwork } from '../master-client/master-address.ts';
import type { HealthCheck } from './connectivity.ts';

/** What a step of the way to head office came to. */
export type Found = Pick<ConnectionStep, 'outcome' | 'message' | 'text'>;

/** Whether somebody on the line can read what travels. */
export function judgeLine(address: string): Found {
  if (address.startsWith('https:'))
    return passed('The connection is encrypted, and its certificate is trusted.', 'ladder.certificate.passed');
  if (isLoopback(address))
    return passed('Not needed: what is sent does not leave this computer.', 'ladder.certificate.here');
  if (isOwnNetwork(address))
    return passed(
      'Not encrypted: right only as long as nobody else is in this network.',
      'ladder.certificate.ownNetwork',
    );
  return found(
    'warning',
    'Not encrypted: whoever is on the way can read what is sent. Ask head office for an address that begins with https.',
    'ladder.certificate.open',
  );
}

export function judgeClock({ answer, sentAt, receivedAt }: HealthCheck): Found {
  const offset = Math.round(Date.parse(answer.time) - (sentAt + receivedAt) / 2);
  if (Math.abs(offset) <= clockToleranceMs)
    return passed('The clock of this computer is right.', 'ladder.clock.passed');
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const direction = offset > 0 ? 'slow' : 'fast';
  return found(
    'warning',
    `The clock of this computer is ${minutes} minutes ${direction}. Set it right: sales made until then carry the wrong time.`,
    `ladder.clock.${direction}`,
    { minutes },
  );
}

export function passed(message: string, key: string, params: TextRef['params'] = {}): Found {
  return found('passed', message, key, params);
}

export function found(outcome: Found['outcome'], message: string, key: string, params: TextRef['params'] = {}): Found {
  return { outcome, message, text: { key, params } };
}
