import { app, session, shell } from 'electron';
import { mayHave, mayOpenOutside, mayShow } from '../desktop/window-policy.ts';

/** Nothing but the app's own screens, and nothing for them that they do not need. Set before the first window exists. */
export function denyEverythingElse(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!mayShow(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!mayShow(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
  void app.whenReady().then(() => {
    session.defaultSession.setPermissionRequestHandler((_contents, permission, allow) => allow(mayHave(permission)));
    session.defaultSession.setPermissionCheckHandler((_contents, permission) => mayHave(permission));
  });
}
