import type { BrowserContext, Page, Request, Route } from '@playwright/test';
import { pagePattern, toAppUrl, toPageUrl } from './addresses.ts';
import { invokeName, pageScript, receiveName } from './page-script.ts';
import type { MainProcess } from './main-process.ts';
import type { Bounds, WindowView } from './messages.ts';

/** One window of the app on the desktop: a real page of Chromium. */
export interface WindowPage {
  readonly view: WindowView;
  visible: boolean;
  readonly bounds: Bounds;
  /** The current page; another one after the page has crashed and was loaded again. */
  page(): Page;
  load(url: string): Promise<string | null>;
  send(channel: string, args: readonly unknown[]): void;
  resize(size: { readonly width: number; readonly height: number }): Promise<void>;
  /** Ends the page's process. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

/** Requests of a page to anywhere but the app itself: they were refused, and a test can look at them. */
export interface Outside {
  readonly requests: string[];
  readonly errors: string[];
}

export async function openWindowPage(
  context: BrowserContext,
  main: MainProcess,
  view: WindowView,
  outside: Outside,
): Promise<WindowPage> {
  let bounds = view.bounds;
  let page = await open();
  let crashed = false;
  /** Set while the main process itself loads an address: then the page is not asked for. */
  let loading = false;

  async function open(): Promise<Page> {
    const opened = await context.newPage();
    await opened.setViewportSize({ width: bounds.width, height: bounds.height });
    await opened.exposeBinding(invokeName, async (source, channel: string, args: unknown[]) => {
      const isMainFrame = source.frame === opened.mainFrame();
      const reply = await main.ask({
        type: 'window-invoke',
        id: view.id,
        isMainFrame,
        url: toAppUrl(source.frame.url()),
        channel,
        args,
      });
      if (reply.type !== 'window-reply') throw new Error('Something else than a reply came');
      if (reply.error !== null) throw new Error(reply.error);
      return reply.value;
    });
    if (view.preload !== null) await opened.addInitScript(pageScript(view.preload));
    // The last route is asked first.
    await opened.route('**/*', (route) => refuse(route, opened));
    await opened.route(pagePattern, (route) => serve(route, opened));
    opened.on('domcontentloaded', () => main.tell({ type: 'window-event', id: view.id, event: 'dom-ready' }));
    opened.on('load', () => {
      main.tell({ type: 'window-event', id: view.id, event: 'did-finish-load' });
      main.tell({ type: 'window-event', id: view.id, event: 'ready-to-show' });
    });
    opened.on('framenavigated', (frame) => {
      if (frame === opened.mainFrame()) main.tell({ type: 'window-url', id: view.id, url: toAppUrl(frame.url()) });
    });
    opened.on('popup', (popup) => void answerPopup(popup));
    opened.on('pageerror', (error) => outside.errors.push(error.stack ?? error.message));
    return opened;
  }

  async function answerPopup(popup: Page): Promise<void> {
    const url = toAppUrl(popup.url());
    const answer = await main.ask({ type: 'window-open', id: view.id, url });
    if (answer.type === 'window-open-answer' && answer.action === 'deny') await popup.close();
  }

  /** True when the page itself wants to go there and the app forbids it. */
  async function isForbidden(request: Request, opened: Page): Promise<boolean> {
    if (loading || !request.isNavigationRequest() || request.frame() !== opened.mainFrame()) return false;
    const answer = await main.ask({ type: 'will-navigate', id: view.id, url: toAppUrl(request.url()) });
    return answer.type === 'navigation' && answer.prevented;
  }

  async function refuse(route: Route, opened: Page): Promise<void> {
    const request = route.request();
    outside.requests.push(request.url());
    // An answer without content leaves the page where it is, as a prevented navigation does.
    if (await isForbidden(request, opened)) await route.fulfill({ status: 204 });
    else await route.abort('blockedbyclient');
  }

  async function serve(route: Route, opened: Page): Promise<void> {
    const request = route.request();
    if (await isForbidden(request, opened)) return await route.fulfill({ status: 204 });
    const headers = Object.entries(await request.allHeaders()).filter(([name]) => !name.startsWith(':'));
    const answer = await main.ask({ type: 'serve', url: toAppUrl(request.url()), method: request.method(), headers });
    if (answer.type !== 'served' || answer.status === 0) return await route.abort('failed');
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(answer.body),
    });
  }

  return {
    view,
    visible: false,
    get bounds() {
      return bounds;
    },
    page: () => page,
    async load(url) {
      if (crashed) {
        const gone = page;
        page = await open();
        crashed = false;
        await gone.close();
      }
      loading = true;
      try {
        await page.goto(toPageUrl(url), { waitUntil: 'commit' });
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      } finally {
        loading = false;
      }
    },
    send(channel, args) {
      // A page that is on its way to another one hears nothing, as in Electron.
      page
        .evaluate(
          ([name, to, values]) => {
            const receive: unknown = Reflect.get(window, name);
            if (typeof receive === 'function') Reflect.apply(receive, undefined, [to, values]);
          },
          [receiveName, channel, args] as const,
        )
        .catch(() => undefined);
    },
    async resize(size) {
      bounds = { ...bounds, ...size };
      await page.setViewportSize(size);
      main.tell({ type: 'window-resize', id: view.id, bounds });
    },
    async crash() {
      const gone = page.waitForEvent('crash');
      // Chromium ends the page's process at this address; the call itself therefore never comes back well.
      page.goto('chrome://crash').catch(() => undefined);
      await gone;
      crashed = true;
      main.tell({ type: 'render-process-gone', id: view.id, reason: 'crashed' });
    },
    close: () => page.close(),
  };
}
