export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Texts that a caller may store on most of Stripe's objects. */
export type Metadata = Record<string, string>;

/** A null whose type says what it may become later. */
export const nil = <T>() => null as T | null;

export interface List<T> {
  object: "list";
  data: T[];
  has_more: boolean;
  url: string;
}

export const listOf = <T>(data: T[], url: string, hasMore = false): List<T> => ({
  object: "list",
  data,
  has_more: hasMore,
  url,
});
