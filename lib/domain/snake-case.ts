/** `registeredRps` becomes `registered_rps`: JSON outside Choba is in snake case. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

type SnakeCase<Name> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : Name;

/** The same value with every field in snake case. */
export type Snaked<T> = T extends readonly (infer Item)[]
  ? Snaked<Item>[]
  : T extends object
    ? { [Key in keyof T as SnakeCase<Key>]: Snaked<T[Key]> }
    : T;

/**
 * The type of plain JSON with all fields in snake case. Only for types whose fields are all known, never for
 * free keys.
 */
export const snaked = <T>(value: T): Snaked<T> => renamed(value, snakeCase) as Snaked<T>;

/** The inverse of `snaked`. */
export const unsnaked = <T>(value: Snaked<T>): T => renamed(value, camelCase) as T;

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [rename(name), renamed(inner, rename)]),
  );
}
