import { previewMail } from "@/lib/features/console/mails/preview-mail";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();

refuses(
  { previewMail: (ctx) => previewMail(ctx, { template: "payment_received", locale: "en" }) },
  {
    forbidden: ["owner", "payer", "admin", "member", "stranger", "key read", "key ingest", "key manage"],
    notFound: [],
  },
);
