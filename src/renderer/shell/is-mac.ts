/** Whether the key beside the space bar is a Mac's. */
export function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}
