import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Not Electron's own Node: the command line and the browser host run the same files under any Node of `engines`.
const node = 'node22.14';

/**
 * Three programs from one build. What `dependencies` names stays outside (knex requires its dialects at run time, better-sqlite3 is
 * native); what `devDependencies` names is bundled, so that a package holds nothing else.
 */
export default defineConfig({
  main: {
    build: {
      target: node,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: here('src/main/index.ts'),
          cli: here('src/cli/index.ts'),
          'store-worker': here('src/main/worker/store-worker.ts'),
          'database-check-thread': here('src/main/store/database-check-thread.ts'),
        },
        // Chunks lie beside the entries, so that `new URL('./store-worker.js', import.meta.url)` is right from any of them.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: node,
      // A sandboxed preload can require nothing but Electron: whatever else it uses has to be inside it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src/renderer'),
    plugins: [react()],
    build: {
      target: 'chrome126',
      minify: true,
      // A content security policy that allows only 'self' refuses data: scripts and styles, so nothing is inlined.
      assetsInlineLimit: 0,
      // The screens come from this computer's own disk: one file more or less costs nothing, and a warning at `npm start` would only worry.
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
      // One small file for all screens: the order of its rules is the same whichever screen is opened first.
      cssCodeSplit: false,
      rolldownOptions: {
        input: here('src/renderer/index.html'),
        output: {
          // What every screen uses in two files instead of a dozen: each is a question to the program before the first paint.
          codeSplitting: {
            groups: [
              { name: 'libraries', test: /node_modules\/(?!uplot)/ },
              {
                name: 'parts',
                test: /src\/(shared\/(?!locales|settings|ipc\/(?!envelope))|renderer\/(access|bridge|i18n|navigation|components\/(?!data-table|table-|tall-rows|use-row))\b)/,
              },
            ],
          },
        },
      },
    },
  },
});
