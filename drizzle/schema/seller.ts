import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { sharedPolicies } from "./access";
import { bytes } from "./bytes";

/** Pictures of the seller's, by the hash of their bytes. A document names the one that it was made with. */
export const sellerLogos = pgTable(
  "seller_logos",
  {
    /** SHA-256 in hex. */
    hash: text("hash").primaryKey(),
    contentType: text("content_type").$type<"image/png" | "image/jpeg">().notNull(),
    bytes: bytes("bytes").notNull(),
  },
  () => sharedPolicies("seller_logos"),
);

/** One row: who sells, as it stands on documents and mails. */
export const sellerSettings = pgTable(
  "seller_settings",
  {
    id: integer("id").primaryKey(),
    name: jsonb("name").$type<LocalizedText>().notNull(),
    address: jsonb("address").$type<LocalizedText>().notNull(),
    phone: text("phone").notNull(),
    registrationNumber: text("registration_number").notNull(),
    bankDetails: jsonb("bank_details").$type<LocalizedText>().notNull(),
    invoiceFooter: jsonb("invoice_footer").$type<LocalizedText>().notNull(),
    mail: jsonb("mail").$type<{ name: string; address: string }>().notNull(),
    logoHash: text("logo_hash").references(() => sellerLogos.hash),
  },
  () => sharedPolicies("seller_settings"),
);
