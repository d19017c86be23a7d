/** The surface of menus and lists that open over the page. */
export const popupStyle = [
  "origin-(--transform-origin) rounded-lg border bg-raised p-1 text-ink shadow-popup outline-none",
  "transition-[opacity,scale] data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
].join(" ");

/** One line in them. */
export const popupItemStyle = [
  "relative flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 outline-none pointer-coarse:min-h-11",
  "data-highlighted:bg-action-wash data-disabled:cursor-not-allowed data-disabled:text-ink-quiet data-disabled:opacity-60",
  "[&_svg]:size-4 [&_svg]:shrink-0",
].join(" ");

/** The backdrop of a dialog or a sheet. Absolute on iOS, where fixed does not reach under the browser's bars. */
export const backdropStyle =
  "fixed inset-0 z-40 min-h-dvh bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 supports-[-webkit-touch-callout:none]:absolute";
