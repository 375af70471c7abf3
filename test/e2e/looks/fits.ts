import type { Page } from '@playwright/test';

/** What sticks out of the window to a side, so that a person would have to scroll the page there and back for each line; empty when all fits. A choice that is cut counts too. */
export async function sticksOut(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()} “${(element.textContent || (element.getAttribute('aria-label') ?? '')).trim().slice(0, 40)}”`;
    // Only what has no other shape: a table's columns stand beside each other.
    const scrollsSideways = (element: Element): boolean =>
      element.scrollWidth > element.clientWidth + 1 &&
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
      element.querySelector('table') !== null &&
      !element.matches('html, body, main, dialog, [role="dialog"]');
    // A long name in a list is cut with an ellipsis and shown whole where it leads.
    const isCut = (element: Element): boolean => getComputedStyle(element).textOverflow === 'ellipsis';
    const isInScroller = (element: Element | null): boolean =>
      element !== null && (scrollsSideways(element) || isCut(element) || isInScroller(element.parentElement));
    const frames = [...document.querySelectorAll('html, main, dialog, [role="dialog"]')].filter(
      (element) => element.scrollWidth > element.clientWidth + 1,
    );
    const parts = [...document.querySelectorAll('a[href], button, input, select, textarea, h1, h2, h3, label')].filter(
      (element) => {
        const { left, right, width, bottom } = element.getBoundingClientRect();
        // What is there for screen readers only, or comes into sight with the focus, is one pixel or above the window.
        if (width <= 1 || bottom <= 0 || isInScroller(element)) return false;
        return left < -1 || right > window.innerWidth + 1;
      },
    );
    // As wide as a browser would make it for this choice alone.
    const cutsItsChoice = (select: HTMLSelectElement): boolean => {
      const alone = document.createElement('select');
      const { font, padding, border, boxSizing, letterSpacing } = getComputedStyle(select);
      Object.assign(alone.style, {
        font,
        padding,
        border,
        boxSizing,
        letterSpacing,
        position: 'absolute',
        visibility: 'hidden',
      });
      alone.add(new Option(select.selectedOptions[0]?.text ?? ''));
      document.body.append(alone);
      const wanted = alone.offsetWidth;
      alone.remove();
      return select.offsetWidth > 1 && wanted > select.offsetWidth + 1;
    };
    const cut = [...document.querySelectorAll('select')].filter(cutsItsChoice);
    return [
      ...cut.map((select) => `select “${select.selectedOptions[0]?.text}” cuts its choice`),
      ...frames.map((frame) => `${name(frame)} scrolls sideways`),
      ...parts.map(name),
    ];
  });
}
