import { customType } from "drizzle-orm/pg-core";

/**
 * A `jsonb` column whose values may hold bigints. JSON has no exact integer of any length, so a bigint is written as
 * `{"$bigint": "12"}`.
 */
export const exactJson = <T>(name: string) =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => "jsonb",
    toDriver: (value) => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? tagged(part) : part)),
    fromDriver: (value) => exact(value) as T,
  })(name);

const tagged = (value: bigint) => ({ $bigint: value.toString() });

function exact(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(exact);
  if ("$bigint" in value) return BigInt(String(value.$bigint));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, exact(part)]));
}
