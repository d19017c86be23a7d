import type { NavGroup } from "./shell-types";

/** The address in the navigation to which a path belongs: the longest that contains it, so that Overview is not always lit. */
export function currentHref(groups: readonly NavGroup[], path: string): string | undefined {
  return groups
    .flatMap((group) => group.items.map((item) => item.href))
    .filter((href) => path === href || path.startsWith(href.endsWith("/") ? href : `${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
