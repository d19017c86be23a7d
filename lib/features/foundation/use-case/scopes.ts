import { acrossTenants, inTenant, type Transaction } from "@/lib/db/transaction";
import { type ConsoleAction, may, type TenantAction } from "@/lib/domain/access/actions";
import { reaches, rolesOf } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { authorise, authoriseConsole, type Standing } from "./authorise";
import { lockTenant } from "./lock-tenant";

/** Whether a step only reads. A read is run once more if it loses its connection; a write is not. */
export type Purpose = "read" | "write";

/**
 * Who may call a use-case, and with which rights it works. `Target` is what its callers name before the input, `Named`
 * the same by name.
 */
type Permit<Target extends unknown[], Named extends object> = {
  name: (...target: Target) => Named;
  /** Refuses what can be refused before a transaction is opened. */
  permit: (ctx: Context, named: Named) => void | Promise<void>;
};

/** A scope whose steps work in transactions that it opens. `Reach` is what they work with inside one. */
export type Scope<Target extends unknown[], Named extends object, Reach extends { tx: Transaction }> = Permit<
  Target,
  Named
> & {
  /** Whether the caller's rights are asked of the database, inside the transaction. */
  asksDatabase: boolean;
  transaction: <T>(
    ctx: Context,
    named: Named,
    purpose: Purpose,
    work: (reach: Reach) => Promise<T>,
  ) => Promise<T>;
  /** Whose audit log tells what was done. */
  auditedAs: (named: Named) => Id<"tenant">;
};

/** A scope whose use-cases open their own transactions, or commit in groups together with other callers' work. */
export type OpenScope<Target extends unknown[], Named extends object> = Permit<Target, Named> & {
  opensNothing: true;
};

export type OnTenant = { tenantId: Id<"tenant"> };
export type TenantReach = OnTenant & { tx: Transaction; standing: Standing };
export type StaffReach = { tx: Transaction };
type TenantScope = Scope<[tenantId: Id<"tenant">], OnTenant, TenantReach>;

type Options = {
  /**
   * The tenant is locked before it is asked who may act: a person who was removed while the lock was waited for acts no
   * more. For every write that depends on memberships or on the tenant's sales rep.
   */
  locks?: true;
};

/** One tenant, with the rights of that tenant: row-level security hides every other tenant's rows. */
export const tenant = (action: TenantAction, options: Options = {}): TenantScope => ({
  ...ofTenant,
  transaction: (ctx, { tenantId }, purpose, work) =>
    inTenant(tenantId, withStanding(ctx, tenantId, action, locking(options, purpose), work), kindOf(purpose)),
});

/** One tenant, with the rights of staff: for what a tenant's own rights do not reach, such as notes and other reps. */
export const staffOnTenant = (action: TenantAction, options: Options = {}): TenantScope => ({
  ...ofTenant,
  transaction: (ctx, { tenantId }, purpose, work) =>
    acrossTenants(withStanding(ctx, tenantId, action, locking(options, purpose), work), kindOf(purpose)),
});

/** What belongs to no tenant, such as the catalog: staff, and API keys where the role table says so. */
export const staff = (action: ConsoleAction): Scope<[], object, StaffReach> => ({
  ...ofNobody,
  permit: (ctx) => authoriseConsole(ctx, action),
});

/**
 * Anyone who holds a secret that the input names (a token of an invitation or a quote). The use-case looks it up and
 * refuses `not_found` for one that does not exist.
 */
export const bearer = (): Scope<[], object, StaffReach> => ({ ...ofNobody, permit: () => {} });

/** What belongs to the person who asks, such as their sessions, and to nobody else: the use-case looks at `userId` only. */
export const oneself = (): Scope<[], object, StaffReach & { userId: Id<"user"> }> => ({
  ...ofNobody,
  permit: (ctx) => {
    personOf(ctx);
  },
  transaction: (ctx, _named, purpose, work) =>
    acrossTenants((tx) => work({ tx, userId: personOf(ctx) }), kindOf(purpose)),
});

/** Choba itself and keys are nobody; a dashboard session reaches its tenant, not what is its person's own. */
function personOf({ actor }: Context): Id<"user"> {
  if (actor.kind !== "user" || actor.onlyIn) throw new Refused("forbidden");
  return actor.userId;
}

/** What belongs to no tenant, for use-cases that open their own transactions or commit in groups. */
export const selfManaged = (action: ConsoleAction): OpenScope<[], object> => ({
  name: () => ({}),
  permit: (ctx) => authoriseConsole(ctx, action),
  opensNothing: true,
});

/**
 * The same for one tenant, called many times a second by the SaaS's servers. A key's rights need no look at the database
 * if the tenant is known to exist; everybody else's do.
 */
export const selfManagedOnTenant = (
  action: TenantAction,
  isKnown: (tenantId: Id<"tenant">) => Promise<boolean>,
): OpenScope<[tenantId: Id<"tenant">], OnTenant> => ({
  name: (tenantId) => ({ tenantId }),
  async permit(ctx, { tenantId }) {
    const mayAct = may(rolesOf(ctx.actor, null), action) && reaches(ctx.actor, tenantId);
    if (mayAct && (await isKnown(tenantId))) return;
    await inTenant(tenantId, (tx) => authorise(tx, ctx, tenantId, action));
  },
  opensNothing: true,
});

/** Choba itself: the worker and the commands of operators. */
export const system = (): OpenScope<[], object> => ({
  name: () => ({}),
  permit: ({ actor }) => {
    if (actor.kind !== "system") throw new Refused("forbidden");
  },
  opensNothing: true,
});

const kindOf = (purpose: Purpose) => ({ readsOnly: purpose === "read" });
const locking = ({ locks = false }: { locks?: boolean }, purpose: Purpose) => locks && purpose === "write";

const ofTenant = {
  name: (tenantId: Id<"tenant">) => ({ tenantId }),
  permit: () => {},
  asksDatabase: true,
  auditedAs: ({ tenantId }: OnTenant) => tenantId,
};

const ofNobody = {
  name: () => ({}),
  asksDatabase: false,
  transaction: <T>(
    _ctx: Context,
    _named: object,
    purpose: Purpose,
    work: (reach: StaffReach) => Promise<T>,
  ): Promise<T> => acrossTenants((tx) => work({ tx }), kindOf(purpose)),
  auditedAs: () => backOffice,
};

const withStanding =
  <T>(
    ctx: Context,
    tenantId: Id<"tenant">,
    action: TenantAction,
    locks: boolean,
    work: (reach: TenantReach) => Promise<T>,
  ) =>
  async (tx: Transaction): Promise<T> => {
    if (locks) await lockTenant(tx, tenantId);
    return work({ tx, tenantId, standing: await authorise(tx, ctx, tenantId, action) });
  };
