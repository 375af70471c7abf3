/**
 * Waits for what a person may have to answer first (the system asks for a password), but not without end.
 * @param ms milliseconds
 * @throws Error when the time is over; what was asked goes on and may be answered later
 */
export async function withPatience<T>(asked: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([asked, over]);
  } finally {
    clearTimeout(timer);
  }
}
