import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import { tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { rolesOf } from "@/lib/domain/access/actor";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { newTenant, writeNewTenant } from "@/lib/features/console/new-tenant/create-tenant";
import { type Audit, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authorise } from "@/lib/features/foundation/use-case/authorise";
import { lockTenant } from "@/lib/features/foundation/use-case/lock-tenant";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { billingDetailsInput } from "@/lib/features/payers/billing-details/billing-details-input";
import { writeBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import { columnOf } from "./import-columns";
import { readImportFile } from "./read-import-file";
import type { ImportRow } from "./read-row";

/** A cell that is wrong: where it stands, what it says, and the rule that it breaks. */
export type ImportProblem = FieldError & { line: number; value: string };

export type ImportReport = {
  rows: number;
  /** Tenants that are made, and those whose billing details change. */
  created: number;
  updated: number;
  unchanged: number;
  problems: ImportProblem[];
  /** False: nothing was written, for it was asked so or because of the problems. */
  done: boolean;
};

/**
 * The most characters of a text: about as many as the most rows have. Three bytes each, as Japanese has them, are less than
 * a server action takes (`bodySizeLimit` in next.config.ts).
 */
export const longestFile = 900_000;

/** Any number that no other advisory lock of ours takes. */
const importLock = 7_240_915;

/**
 * Makes the tenants of a file and enters their billing details, all of it or nothing. A dry run does the very same and
 * takes it back, so what it says is what will happen. The same file sent again changes nothing, and what the tenant
 * itself entered or confirmed meanwhile is a problem of its cell.
 */
export const importTenants = useCase(staff("tenants.import"), {
  input: z.strictObject({ text: z.string().max(longestFile), dryRun: z.boolean() }),
  async write({ ctx, input: { text, dryRun }, tx, audit }): Promise<ImportReport> {
    const file = await readImportFile(text);
    const report: ImportReport = {
      rows: file.rows.length,
      created: 0,
      updated: 0,
      unchanged: 0,
      problems: file.problems.map((problem) => ({ ...problem, value: "" })),
      done: false,
    };
    await undoneUnless(tx, async (all) => {
      await lockRows(all, ctx, file.rows);
      for (const row of file.rows) await takeRow(all, ctx, row, report);
      report.done = !dryRun && report.problems.length === 0;
      return report.done;
    });
    report.problems.sort((a, b) => a.line - b.line);
    const { rows, created, updated } = report;
    if (report.done && created + updated > 0)
      await audit({ action: "tenants.import", after: { rows, created, updated } });
    return report;
  },
});

class Undone extends Error {}

/** Does the work in a transaction within the caller's, and takes it back if it answers false. */
async function undoneUnless(tx: Transaction, work: (inner: Transaction) => Promise<boolean>): Promise<void> {
  try {
    await tx.transaction(async (inner) => {
      if (!(await work(inner))) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}

/**
 * One import at a time, since two that make the same tenants in another order would wait for each other; then all people
 * and tenants that the file names, in the order in which everybody locks them: people first, each by id. A dry run lets
 * go of them when it is taken back.
 */
async function lockRows(tx: Transaction, ctx: Context, rows: readonly ImportRow[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`);
  const isSelf = ctx.actor.kind === "user" ? eq(users.id, ctx.actor.userId) : undefined;
  const emails = rows.map(({ tenant }) => tenant.salesRepEmail.toLowerCase());
  await tx
    .select({ id: users.id })
    .from(users)
    .where(and(or(inArray(users.email, emails), isSelf), eq(users.staffRole, "sales")))
    .orderBy(asc(users.id))
    .for("share");
  const slugs = rows.map(({ tenant }) => tenant.slug);
  await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(inArray(tenants.slug, slugs))
    .orderBy(asc(tenants.id))
    .for("update");
}

/** A row with a problem changes nothing, and the next one is looked at all the same: one look lists them all. */
async function takeRow(tx: Transaction, ctx: Context, row: ImportRow, report: ImportReport): Promise<void> {
  const problems = [...row.problems];
  try {
    await tx.transaction(async (inner) => {
      const tenant = await tenantOf(inner, ctx, row, problems);
      const changed = await enterDetails(inner, ctx, row, tenant, problems);
      if (problems.length > 0) throw new Undone();
      report[tenant.isNew ? "created" : changed ? "updated" : "unchanged"]++;
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    for (const problem of problems)
      report.problems.push({ ...problem, line: row.line, value: row.cells[problem.field] ?? "" });
  }
}

type FoundTenant = { tenantId: Id<"tenant"> | null; isNew: boolean };

async function tenantOf(
  tx: Transaction,
  ctx: Context,
  { tenant }: ImportRow,
  problems: FieldError[],
): Promise<FoundTenant> {
  const [known] = await tx.select().from(tenants).where(eq(tenants.slug, tenant.slug));
  // Who names nothing but the address means a tenant that exists.
  if (known && tenant.name === "" && tenant.ownerEmail === "") return { tenantId: known.id, isNew: false };
  const { salesRepEmail, ...facts } = tenant;
  return collect("tenant", problems, { tenantId: null, isNew: false }, async () => {
    const rep = await repOf(tx, ctx, salesRepEmail);
    if (rep === undefined)
      problems.push({ field: columnOf("tenant", "salesRepEmail"), rule: "not_a_sales_rep" });
    const input = parseInput(newTenant, { ...facts, salesRepId: rep ?? null });
    if (rep === undefined) return { tenantId: null, isNew: false };
    const { tenantId } = await writeNewTenant(tx, ctx, input);
    return { tenantId, isNew: known === undefined };
  });
}

/** The sales rep of that address; without an address, the importing person if they are a sales rep. Undefined: nobody. */
async function repOf(tx: Transaction, ctx: Context, email: string): Promise<Id<"user"> | null | undefined> {
  if (email === "")
    return ctx.actor.kind === "user" && ctx.actor.staffRole === "sales" ? ctx.actor.userId : null;
  const [rep] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.email, [email.toLowerCase()]), eq(users.staffRole, "sales")));
  return rep?.id;
}

/** True if the row changed something of the tenant's billing details. Without a tenant they are checked all the same. */
async function enterDetails(
  tx: Transaction,
  ctx: Context,
  { details }: ImportRow,
  { tenantId, isNew }: FoundTenant,
  problems: FieldError[],
): Promise<boolean> {
  if (!details) return false;
  return collect("details", problems, false, async () => {
    const input = parseInput(billingDetailsInput, details);
    if (tenantId === null) return false;
    await lockTenant(tx, tenantId);
    // A tenant that is created for a colleague gets its details as entered by staff: nobody else belongs to it yet.
    const standing = isNew
      ? { roles: rolesOf(ctx.actor, null) }
      : await authorise(tx, ctx, tenantId, "billing_details.edit");
    let changed = false;
    const audit = (entry: Audit) => {
      changed = true;
      return recordAudit(tx, ctx, tenantId, entry);
    };
    await writeBillingDetails({ ctx, input, tx, tenantId, standing, audit }, { keepsTenantsOwn: !isNew });
    return changed;
  });
}

/** Refusals by field become problems of the columns; any other one speaks of the tenant that the row names. */
async function collect<T>(
  part: "tenant" | "details",
  problems: FieldError[],
  otherwise: T,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, fields } = error.refusal;
    if (!fields) problems.push({ field: "slug", rule: code === "forbidden" ? "not_your_tenant" : "invalid" });
    for (const field of fields ?? []) problems.push({ ...field, field: columnOf(part, field.field) });
    return otherwise;
  }
}
