/** Whether a panel or a question is over the page: it has its own keys that lead out of it, and those of the page wait. */
export function isModalOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
