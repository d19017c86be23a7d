/** A4 in points, and the frame for everything on the page. */
export const sheet = { width: 595.28, height: 841.89, margin: 50 } as const;
export const frame = {
  left: sheet.margin,
  right: sheet.width - sheet.margin,
  top: sheet.margin,
  /** The page number stands below this. */
  bottom: sheet.height - sheet.margin - 20,
  width: sheet.width - 2 * sheet.margin,
} as const;

export const inks = { text: "#1c1b19", quiet: "#5f5b54", line: "#c9c4ba", wash: "#f3f1ec" } as const;
