"use client";

import "@fontsource-variable/noto-sans-jp";

/** Brings Noto Sans JP, split by unicode range: the browser fetches only the ranges that are on the page. */
export default function JapaneseFont() {
  return null;
}
