/** Lets the person keep a file that the page was given: the browser, or Electron, asks where or puts it into the downloads. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has taken the content when this turn is over.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
