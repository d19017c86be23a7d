/** The box of everything that is typed into or chosen from. 16 px on touch, or iOS zooms into the field. */
export const controlStyle = [
  "w-full min-w-0 rounded-md border border-outline bg-surface px-3 py-1.5 text-ink transition-colors",
  "min-h-9 pointer-coarse:min-h-11 pointer-coarse:text-lg",
  "placeholder:text-ink-quiet hover:border-ink-quiet",
  "focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-focus focus-visible:outline-offset-0",
  "data-invalid:border-bad data-disabled:cursor-not-allowed data-disabled:bg-wash data-disabled:text-ink-quiet",
].join(" ");
