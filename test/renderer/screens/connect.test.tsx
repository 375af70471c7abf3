import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CallError } from '../../../src/renderer/bridge/call-error.ts';
import { Welcome } from '../../../src/renderer/screens/welcome/welcome.tsx';
import { connectionStepNames, type ConnectionStep } from '../../../src/shared/ipc/branch.ts';
import { defaultSettings } from '../../../src/shared/settings.ts';
import { createFakeBridge, type Answers, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';

let answers: Answers;
let bridge: FakeBridge;

/** All passed up to the one that fails. */
function ladder(failsAt: ConnectionStep['name'] | null): ConnectionStep[] {
  const index = failsAt === null ? connectionStepNames.length : connectionStepNames.indexOf(failsAt);
  return connectionStepNames.map((name, at) => ({
    name,
    outcome: at < index ? 'passed' : at === index ? 'failed' : 'not-reached',
    message: at === index ? `Remedy for ${name}.` : 'Fine.',
    text: at === index ? { key: 'errors.unreachable', params: {} } : { key: 'ladder.versions.passed', params: {} },
  }));
}

beforeEach(() => {
  answers = {
    'settings.set': () => defaultSettings,
    'branch.testConnection': () => ({ steps: ladder(null) }),
    'branch.enroll': () => ({ branchId: 'b', name: 'Harbour Street' }),
  };
  bridge = createFakeBridge(answers);
});

async function connect(address = 'https://hq.example', code = ' 4HG9-3B5N ') {
  const { user } = await renderScreen(<Welcome />, bridge);
  await user.click(screen.getByRole('button', { name: 'Use at a branch' }));
  if (address) await user.type(screen.getByLabelText('Address of head office'), address);
  if (code) await user.type(screen.getByLabelText('One-time code'), code);
  await user.click(screen.getByRole('button', { name: 'Connect' }));
}

describe('the first start', () => {
  it('can be stand-alone, and is not asked about again', async () => {
    const { user } = await renderScreen(<Welcome />, bridge);
    await user.click(screen.getByRole('button', { name: 'Use stand-alone' }));
    expect(bridge.asked('settings.set')).toEqual([{ welcomed: true }]);
  });

  it('shows the whole way while it is tested, and then what was found', async () => {
    const { promise, resolve } = Promise.withResolvers<{ steps: ConnectionStep[] }>();
    answers['branch.testConnection'] = () => promise;
    await connect();
    const way = await screen.findByRole('list', { name: 'The way to head office' });
    expect(within(way).getAllByText('not checked yet')).toHaveLength(connectionStepNames.length);
    resolve({ steps: ladder('certificate') });
    expect(await within(way).findByText('Remedy for certificate.')).toBeTruthy();
    expect(within(way).getAllByText('not tested')).toHaveLength(5);
    expect(bridge.asked('branch.enroll')).toEqual([]);
  });

  it('tests the way first and then spends the code', async () => {
    await connect();
    expect(await screen.findByText(/Connected to head office as Harbour Street/)).toBeTruthy();
    expect(bridge.asked('branch.testConnection')).toEqual([{ masterUrl: 'https://hq.example' }]);
    expect(bridge.asked('branch.enroll')).toEqual([{ masterUrl: 'https://hq.example', code: '4HG9-3B5N' }]);
  });

  it('stops with the remedy at the step that fails, and keeps the code', async () => {
    answers['branch.testConnection'] = () => ({ steps: ladder('identity') });
    await connect();
    expect((await screen.findAllByText('Remedy for identity.')).length).toBeGreaterThan(0);
    expect(bridge.asked('branch.enroll')).toEqual([]);
  });

  it('connects anew where only the credentials were lost', async () => {
    answers['branch.testConnection'] = () => ({ steps: ladder('credentials') });
    await connect();
    expect(await screen.findByText(/Connected to head office/)).toBeTruthy();
  });

  it('says at the code that it is wrong, and puts the keyboard there', async () => {
    answers['branch.enroll'] = () => {
      throw new CallError({ code: 'wrong-code', message: 'Head office does not know this code.' });
    };
    await connect();
    const code = screen.getByLabelText('One-time code');
    expect((await screen.findByRole('alert')).textContent).toBe('Head office does not know this code.');
    expect(code.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(code);
  });

  it('says what is missing without asking anybody', async () => {
    await connect('', '');
    expect((await screen.findByRole('alert')).textContent).toMatch(/Enter the address of head office first/);
    expect(bridge.asked('branch.testConnection')).toEqual([]);
  });
});
