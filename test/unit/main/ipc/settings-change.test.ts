import { expect, it } from 'vitest';
import { ipcContract } from '../../../../src/shared/ipc/contract.ts';
import { settingsSchema } from '../../../../src/shared/settings.ts';

const input = ipcContract['settings.set'].input;

it('changes what is given and nothing else', () => {
  expect(input.parse({ appearance: 'dark' })).toEqual({ appearance: 'dark' });
  expect(input.parse({})).toEqual({});
});

it('knows every setting but those that change by enrolling, and refuses what is none', () => {
  const { instance: _instance, masterUrl: _masterUrl, ...all } = settingsSchema.parse({});
  expect(input.parse(all)).toEqual(all);
  expect(input.safeParse({ instance: 'slave' }).success).toBe(false);
  expect(input.safeParse({ apearance: 'dark' }).success).toBe(false);
  expect(input.safeParse({ syncEveryMinutes: 0 }).success).toBe(false);
});
