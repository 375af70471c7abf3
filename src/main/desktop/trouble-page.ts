import { errorCodes } from '../../shared/errors.ts';
import type { Texts } from '../text.ts';
import { appOrigin } from './window-policy.ts';
import { troubleActions, type Trouble, type TroubleAction } from './trouble.ts';

export const troublePath = '/trouble';
export const troubleStylePath = '/trouble.css';

/** The action that a link of the page asks for; undefined for any other address. */
export function troubleActionOf(url: string): TroubleAction | undefined {
  return troubleActions.find((action) => url === `${appOrigin}${troublePath}/${action}`);
}

/** A page that needs nothing of the screens: no script, one style sheet, links for the actions. */
export function renderTroublePage(trouble: Trouble, dataDir: string, texts: Texts): string {
  const say = (key: string): string => escape(texts.say({ key, params: {} }));
  const links = troubleActions.map(
    (action) =>
      `<a href="${troublePath}/${action}"${action === 'retry' ? ' class="main"' : ''}>${say(`trouble.${action}`)}</a>`,
  );
  return `<!doctype html>
<html lang="${escape(texts.language)}">
<meta charset="utf-8">
<title>${say(trouble.headingKey)} · SyncLog</title>
<link rel="stylesheet" href="${troubleStylePath}">
<main>
<h1>${say(trouble.headingKey)}</h1>
${trouble.error === null ? '' : renderError(trouble.error, texts)}
<p>${say(trouble.adviceKey)}</p>
${trouble.showFolder ? `<p>${say('trouble.keeps')}<br><code>${escape(dataDir)}</code></p>` : ''}
<p class="actions">${links.join(' ')}</p>
</main>
</html>
`;
}

/** Errors are English sentences; in another language the catalogue has one for each code, and the English one, which may say more, stands beneath it. */
function renderError({ code, message }: NonNullable<Trouble['error']>, texts: Texts): string {
  if (texts.language === 'en') return `<p role="alert">${escape(message)}</p>`;
  const known = errorCodes.find((name) => name === code) ?? 'internal';
  const said = texts.say({ key: `errors.${known}`, params: {} });
  return `<p role="alert">${escape(said)}</p>\n<p class="detail" lang="en">${escape(message)}</p>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export const troubleStyle = `:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif;
  color: light-dark(#1a1f1d, #e9ecec); background: light-dark(#fbfbfa, #14171a); }
main { max-width: 36rem; padding: 2rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
code { overflow-wrap: anywhere; }
.detail { font-size: .875rem; color: light-dark(#59615d, #a5aeb3); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
a { padding: .5rem 1rem; border: 1px solid light-dark(#888e8b, #707a81); border-radius: 6px; color: inherit; text-decoration: none; }
a.main { color: light-dark(#ffffff, #06211a); background: light-dark(#0c6361, #5fcfb6); border-color: transparent; }
a:focus-visible { outline: 2px solid light-dark(#0c6361, #86e0cb); outline-offset: 2px; }
`;
