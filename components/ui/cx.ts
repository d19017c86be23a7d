import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { classGroups: { "font-size": [{ text: ["figure"] }] } } });

/** Joins class names; of two that say the same thing (`p-2 p-4`) the later one wins. */
export function cx(...classes: ClassValue[]) {
  return merge(clsx(classes));
}
