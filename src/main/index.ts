import { startDesktopApp } from './shell/desktop-app.ts';

startDesktopApp();
