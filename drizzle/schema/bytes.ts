import { customType } from "drizzle-orm/pg-core";

/** A `bytea` column: files that are kept in the database. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
