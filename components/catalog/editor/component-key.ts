import type { Component } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";

/** Lower case, digits, `-` and `_`, at most 40: what the key of a plan or a component may be. */
const longest = 40;

/** A key from a name that people read: "API access" → `api-access`; empty where the name has nothing to take. */
export function keyFromName(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f']/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
}

/** The wanted key, or with the next free number if it is taken: `seats`, `seats-2`. */
export function freeKey(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

export const keysOf = (components: readonly Component[]): string[] => components.map(({ key }) => key);

/**
 * The keys of everything that was ever published of a plan: components as they are, an option as `group/option`. No key
 * has a slash in it.
 */
export const publishedKeys = (versions: readonly { definition: PlanDefinition }[]): string[] => [
  ...new Set(
    versions.flatMap(({ definition }) =>
      definition.components.flatMap((component) => [component.key, ...optionKeysOf(component)]),
    ),
  ),
];

const optionKeysOf = (component: Component): string[] =>
  component.kind === "addon" && component.choice.type === "one_of"
    ? component.choice.options.map((option) => `${component.key}/${option.key}`)
    : [];

/** The options of one group in `publishedKeys`, by their own keys. */
export const fixedOptionKeys = (published: readonly string[], group: string): string[] =>
  published.flatMap((key) => (key.startsWith(`${group}/`) ? [key.slice(group.length + 1)] : []));
