import { registerHooks } from 'node:module';

// Loaded before the app (`node --import`): whoever asks for Electron gets the stand-in. The real package is never touched, because requiring it outside
// Electron starts a download.

const standIn = new URL('./module/index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier.startsWith('electron/')
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
