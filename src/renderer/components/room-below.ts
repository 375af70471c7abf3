/** Marks what a message at the foot of the window must not lie over: what is pressed there, and the way to other screens. */
export const keepsClear = { 'data-keeps-clear': '' } as const;

/**
 * How far above the foot of the window a message has to stand to cover nothing that is marked so, in CSS pixels. Which parts stand there, and how many lines they take,
 * differs by screen, width and language.
 */
export function roomBelow(message: Element): number {
  const { left, right } = message.getBoundingClientRect();
  const { innerHeight } = window;
  const within = message.closest('dialog') ?? document;
  const tops = [...within.querySelectorAll('[data-keeps-clear]')]
    .map((part) => part.getBoundingClientRect())
    // In a wide window the same parts stand at the head or at a side.
    .filter((part) => part.top > innerHeight / 2 && part.height > 0 && part.left < right && part.right > left)
    .map((part) => part.top);
  return innerHeight - Math.min(innerHeight, ...tops);
}
