import { app, session, shell } from 'electron';
import { troubleActionOf } from '../desktop/trouble-page.ts';
import type { TroubleAction } from '../desktop/trouble.ts';
import { mayHave, mayOpenOutside, mayShow } from '../desktop/window-policy.ts';

/**
 * Nothing but the app's own screens, and nothing for them that they do not need. Set before the first window exists.
 * @param act does what a link of a trouble's page asks for
 */
export function denyEverythingElse(act: (action: TroubleAction) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      const action = troubleActionOf(event.url);
      if (action !== undefined || !mayShow(event.url)) event.preventDefault();
      if (action !== undefined) act(action);
    });
    contents.on('will-redirect', (event) => {
      if (!mayShow(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) {
        shell
          .openExternal(url)
          .catch((error: unknown) => process.emitWarning(`${url} was not opened: ${String(error)}`));
      }
      return { action: 'deny' };
    });
  });
  // Chromium would fetch its dictionaries from a server of Google.
  session.defaultSession.setSpellCheckerEnabled(false);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, allow) => allow(mayHave(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => mayHave(permission));
}
