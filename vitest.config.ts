import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Real files, real HTTP and real processes on machines that may be busy: a deadline says "hung", never "slow".
const common = {
  pool: 'forks' as const,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    passWithNoTests: true,
    // By itself it would leave one of two processors idle; what is tried with real processes waits for answers more than it computes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...common,
          name: 'node',
          environment: 'node',
          include: ['test/{unit,integration,simulation,faults}/**/*.test.ts'],
        },
      },
      {
        plugins: [react()],
        test: {
          ...common,
          name: 'renderer',
          environment: 'happy-dom',
          setupFiles: 'test/renderer/support/patience.ts',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
