/** Which colours of the tokens meet on the screens, and how far apart they must be (WCAG 2.2: texts 4.5:1, controls, shapes and focus 3:1). */
export interface Contrast {
  readonly of: string;
  readonly on: string;
  readonly least: number;
}

export type Theme = 'light' | 'dark';

const pairs = (least: number, ofs: readonly string[], ons: readonly string[]): Contrast[] =>
  ofs.flatMap((of) => ons.map((on) => ({ of, on, least })));

export const contrasts: readonly Contrast[] = [
  ...pairs(4.5, ['text', 'text-quiet'], ['ground', 'surface', 'sunken', 'hover', 'pressed']),
  ...pairs(4.5, ['accent'], ['surface', 'accent-soft']),
  ...pairs(4.5, ['alert'], ['surface', 'alert-soft']),
  ...pairs(4.5, ['text'], ['accent-soft', 'alert-soft']),
  ...pairs(4.5, ['on-accent'], ['accent', 'accent-strong']),
  ...pairs(4.5, ['on-alert'], ['alert', 'alert-strong']),
  ...pairs(3, ['edge', 'focus'], ['ground', 'surface']),
];

/** The colours by their name, in each theme. @throws Error for a name that the style sheet has no colour for */
export function tokensIn(css: string): Readonly<Record<Theme, (name: string) => string>> {
  const found = new Map(
    [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(([, name = '', light, dark]) => [
      name,
      { light, dark },
    ]),
  );
  const of = (theme: Theme) => (name: string) => {
    const colour = found.get(name)?.[theme];
    if (colour === undefined) throw new Error(`tokens.css has no colour --${name}`);
    return colour;
  };
  return { light: of('light'), dark: of('dark') };
}

/** The contrast ratio of two `#rrggbb` colours, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const channel = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
