import { describe } from "vitest";
import { linkPaymentAccount } from "@/lib/features/console/customer-link/link-payment-account";
import { previewLink } from "@/lib/features/console/customer-link/preview-link";
import { readCustomerLink } from "@/lib/features/console/customer-link/read-customer-link";
import { searchCustomers } from "@/lib/features/console/customer-link/search-customers";
import { sendPortalLink } from "@/lib/features/console/customer-link/send-portal-link";
import { unlinkPaymentAccount } from "@/lib/features/console/customer-link/unlink-payment-account";
import { listNotes } from "@/lib/features/console/notes/list-notes";
import { addNote, deleteNote, editNote, pinNote } from "@/lib/features/console/notes/write-notes";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();

const customer = { stripeCustomerId: "cus_NffrFeUfNV2Hib" };
const id = "note_0123456789";

describe("staff's actions on a payment account", () => {
  refuses(
    {
      previewLink: (ctx, tenant) => previewLink(ctx, tenant, customer),
      linkPaymentAccount: (ctx, tenant) =>
        linkPaymentAccount(ctx, tenant, { ...customer, previewed: { name: "", email: "" } }),
      unlinkPaymentAccount: (ctx, tenant) => unlinkPaymentAccount(ctx, tenant, customer),
      sendPortalLink: (ctx, tenant) => sendPortalLink(ctx, tenant, {}),
    },
    {
      forbidden: ["owner", "payer", "admin", "member", "another rep", "staff support", "key manage"],
      notFound: ["stranger"],
    },
  );
});

describe("reading what is paid", () => {
  refuses(
    {
      readCustomerLink: (ctx, tenant) => readCustomerLink(ctx, tenant, {}),
    },
    { forbidden: ["member", "key manage"], notFound: ["stranger"] },
  );
});

describe("searching customers at Stripe", () => {
  refuses(
    { searchCustomers: (ctx) => searchCustomers(ctx, { email: "pay@harbour.example" }) },
    {
      forbidden: ["owner", "payer", "admin", "member", "stranger", "staff support", "key manage"],
      notFound: [],
    },
  );
});

describe("notes", () => {
  refuses(
    { listNotes: (ctx, tenant) => listNotes(ctx, tenant, {}) },
    { forbidden: ["owner", "payer", "admin", "member", "key manage"], notFound: ["stranger"] },
  );
  refuses(
    {
      addNote: (ctx, tenant) => addNote(ctx, tenant, { body: "x", requestKey: crypto.randomUUID() }),
      editNote: (ctx, tenant) => editNote(ctx, tenant, { id, body: "x" }),
      deleteNote: (ctx, tenant) => deleteNote(ctx, tenant, { id }),
      pinNote: (ctx, tenant) => pinNote(ctx, tenant, { id, isPinned: true }),
    },
    {
      forbidden: ["owner", "payer", "admin", "member", "staff support", "key manage"],
      notFound: ["stranger"],
    },
  );
});
