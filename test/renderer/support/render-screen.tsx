import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { i18n } from 'i18next';
import { useEffect, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { onTestFinished } from 'vitest';
import { BridgeProvider } from '../../../src/renderer/bridge/bridge-context.tsx';
import { followChanges } from '../../../src/renderer/bridge/follow-changes.ts';
import { createQueryClient } from '../../../src/renderer/bridge/query-client.ts';
import { LiveRegion } from '../../../src/renderer/components/live-region.tsx';
import { startI18n } from '../../../src/renderer/i18n/start-i18n.ts';
import { catalogueOf } from '../../support/catalogue.ts';
import { pseudoCatalogue } from '../../support/pseudo-locale.ts';
import type { SyncLogBridge } from '../../../src/shared/ipc/contract.ts';

/** A language that nobody speaks: what is not in it was not translated. */
export const pseudoLocale: string = 'qps';
/** The same, written from right to left. */
export const mirroredLocale: string = 'ar-XB';

/** Elements of this environment have no size; lists that show only what is in sight need one. */
function giveElementsASize(): void {
  const size = { configurable: true, get: () => 800 };
  Object.defineProperties(HTMLElement.prototype, { clientHeight: size, clientWidth: size });
}

const scrollTo = HTMLElement.prototype.scrollTo;

/** Newer browsers answer `scrollTo` with a promise; an effect that returned it would be taken to give a clean-up, and the page would go. */
function scrollAsNewerBrowsersDo(): void {
  Object.defineProperty(HTMLElement.prototype, 'scrollTo', {
    configurable: true,
    value(this: HTMLElement, options: ScrollToOptions) {
      Reflect.apply(scrollTo, this, [options]);
      return Promise.resolve();
    },
  });
}

/** Part of the app as it stands in the app: with the bridge, the texts and the live region. A text that the catalogue lacks fails the test. @param locale or one of the two that nobody speaks */
export async function renderScreen(
  screen: ReactNode,
  bridge: SyncLogBridge,
  locale = 'en-GB',
): Promise<{ readonly user: UserEvent; readonly view: RenderResult; readonly i18n: i18n }> {
  giveElementsASize();
  scrollAsNewerBrowsersDo();
  const missing: string[] = [];
  const pseudo = locale === pseudoLocale || locale === mirroredLocale;
  const i18n = await startI18n(pseudo ? 'en-GB' : locale, (key) => missing.push(key));
  if (pseudo) {
    i18n.addResourceBundle(locale, 'translation', pseudoCatalogue(catalogueOf['en'] ?? {}, locale));
    await i18n.changeLanguage(locale);
  }
  const queries = createQueryClient();
  function Following({ children }: { readonly children: ReactNode }) {
    useEffect(() => followChanges(bridge, queries), []);
    return children;
  }
  const view = render(
    <I18nextProvider i18n={i18n}>
      <BridgeProvider bridge={bridge}>
        <QueryClientProvider client={queries}>
          <LiveRegion>
            <Following>{screen}</Following>
          </LiveRegion>
        </QueryClientProvider>
      </BridgeProvider>
    </I18nextProvider>,
  );
  onTestFinished(() => {
    cleanup();
    queries.clear();
    window.location.hash = '';
    if (missing.length > 0) throw new Error(`The catalogue lacks ${missing.join(', ')}`);
  });
  return { user: userEvent.setup(), view, i18n };
}
