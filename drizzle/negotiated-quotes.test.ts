import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { acrossTenants } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { draftFor, makeDesk, sentQuote, valueFrom } from "@/tests/support/quotes";
import { useDatabase } from "@/tests/support/use-database";
import { migrate } from "./migrate";

useDatabase();

test("quotes with prices by component go on as the same negotiation, drafts and sent ones", async () => {
  const desk = await makeDesk();
  const { tenantId, rep } = desk;
  const draft = await valueFrom(saveQuoteDraft(rep, tenantId, draftFor()));
  const sent = await sentQuote(desk, { discount: null });
  const old = JSON.stringify({ prices: { base: "8000" }, reason: "Volume" });
  await acrossTenants(async (tx) => {
    await tx.execute(sql`update quotes set negotiated = ${old}::jsonb where tenant_id = ${tenantId}`);
    await tx.execute(sql`update quotes set frozen = jsonb_set(frozen,
      '{definition,components,0,amountMinor,month}', '"8000"') where id = ${sent.quoteId}`);
  });
  for (const _ of ["first", "again"]) await migrate(env().DATABASE_URL);
  for (const { quoteId } of [draft, sent]) {
    const { desk: seen, document } = await valueFrom(readQuote(rep, tenantId, { quoteId }));
    expect(seen?.negotiated).toMatchObject({
      reason: "Volume",
      definition: {
        components: [{ key: "base", amountMinor: { month: "8000", year: null } }, { key: "mau" }],
      },
    });
    expect(document.agreed).toMatchObject([{ published: "10000", agreed: "8000" }]);
  }
});
