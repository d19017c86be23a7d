import { unknownSeller } from "@/lib/domain/seller/seller";
import { saveDocumentYears } from "@/lib/features/billing/documents/settings";
import { findDocuments, listDocumentSet } from "@/lib/features/console/documents/find-documents";
import { readDocument } from "@/lib/features/console/documents/read-document";
import { checkRegistration } from "@/lib/features/foundation/seller/check-registration";
import { saveLogo } from "@/lib/features/foundation/seller/logo";
import { registerAtStripe } from "@/lib/features/foundation/seller/register-at-stripe";
import { readSeller, saveSeller } from "@/lib/features/foundation/seller/save-seller";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();
const others = [
  "owner",
  "payer",
  "admin",
  "member",
  "stranger",
  "key read",
  "key ingest",
  "key manage",
] as const;
const { logoHash: _, ...seller } = unknownSeller;

refuses(
  {
    readSeller: (ctx) => readSeller(ctx, {}),
    checkRegistration: (ctx) => checkRegistration(ctx, {}),
    findDocuments: (ctx) => findDocuments(ctx, {}),
    listDocumentSet: (ctx) => listDocumentSet(ctx, {}),
    readDocument: (ctx) => readDocument(ctx, { id: "doc_00000000" }),
  },
  { forbidden: others, notFound: [] },
);
refuses(
  {
    saveSeller: (ctx) => saveSeller(ctx, seller),
    saveLogo: (ctx) => saveLogo(ctx, { image: "" }),
    saveDocumentYears: (ctx) => saveDocumentYears(ctx, { years: 12 }),
    registerAtStripe: (ctx) => registerAtStripe(ctx, {}),
  },
  { forbidden: [...others, "rep", "another rep", "staff support"], notFound: [] },
);
