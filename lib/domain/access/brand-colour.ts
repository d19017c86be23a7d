/** The grounds on which the colour is seen as a mark, as app/globals.css has them. */
export const surfaces = { light: "#fffefb", dark: "#1d1b19" };
/** WCAG 2.2 for what is no text. */
const leastContrast = 3;

/**
 * What is wrong with a colour that pages are marked with, or null. It must be seen on the light and on the dark page.
 */
export function brandColourProblem(text: string): "colour" | "colour_light" | "colour_dark" | null {
  if (!/^#[0-9a-f]{6}$/.test(text)) return "colour";
  if (contrast(text, surfaces.light) < leastContrast) return "colour_light";
  return contrast(text, surfaces.dark) < leastContrast ? "colour_dark" : null;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG's relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
