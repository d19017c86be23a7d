import { unknownSeller } from "@/lib/domain/seller/seller";
import { checkRegistration } from "@/lib/features/foundation/seller/check-registration";
import { readLogo, saveLogo } from "@/lib/features/foundation/seller/logo";
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
    readLogo: (ctx) => readLogo(ctx, {}),
    checkRegistration: (ctx) => checkRegistration(ctx, {}),
  },
  { forbidden: others, notFound: [] },
);
refuses(
  {
    saveSeller: (ctx) => saveSeller(ctx, seller),
    saveLogo: (ctx) => saveLogo(ctx, { image: "" }),
    registerAtStripe: (ctx) => registerAtStripe(ctx, {}),
  },
  { forbidden: [...others, "rep", "another rep", "staff support"], notFound: [] },
);
