import { isDataError } from "@/lib/db/errors";
import { groupCommit } from "@/lib/db/group-commit";
import { onIngestConnectionLost } from "@/lib/db/ingest";
import type { KnownEpoch } from "@/lib/db/known-epoch";
import { KnownMoved } from "@/lib/db/known-moved";
import { type Believed, underKnownEpoch } from "@/lib/db/under-known-epoch";
import type { Id } from "@/lib/domain/ids";
import type { Month } from "@/lib/domain/time/calendar";
import { type Directory, directoryFor, forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { EpochMoved } from "@/lib/features/usage/metering/units/epoch-moved";
import { knownUsers } from "./known-users";
import { type UserKeyOf, userKeys } from "./user-keys";
import { type ActiveRow, monthKey, type Written, writeActive } from "./write-active";

/** An authentication on its way. Only here is a user's id still what the host sent. */
export type Authentication = Believed & { tenantId: Id<"tenant">; userId: string; at: Date };

/** What it came to: its month in the tenant's zone, whether the user is new in it, and its MAU after that. */
export type Counted = { month: Month; isNew: boolean; users: number };

/** About 60 MB at most. */
const countedUsers = knownUsers(400_000);

/** A database that was restored or has failed over may have lost what it had committed. */
onIngestConnectionLost(countedUsers.forget);

const authentications = groupCommit<Authentication, Counted | null | "moved">({
  write: (items) => underKnownEpoch(items, write),
  lanes: 1,
  mostAtOnce: 5_000,
  mostWaiting: 20_000,
  mayBeOneItem: isDataError,
});

/**
 * Commits authentications together with those of other requests and tenants. Null for one whose tenant was closed in the
 * meantime. Throws `Busy` when too many wait, and `KnownMoved`, with none of them written, when their caller must be asked
 * for again.
 */
export async function commitAuthentications(items: readonly Authentication[]): Promise<(Counted | null)[]> {
  const answers = await authentications.submit(items);
  return answers.map((answer) => {
    if (answer === "moved") throw new KnownMoved();
    return answer;
  });
}

async function write(items: Authentication[], known: KnownEpoch | null): Promise<(Counted | null)[]> {
  const keyOf = await userKeys();
  for (let round = 0; ; round++) {
    try {
      return await writeUnderEpoch(items, keyOf, known);
    } catch (error) {
      if (!(error instanceof EpochMoved) || round === 20) throw error;
      countedUsers.forget();
      forgetDirectory();
    }
  }
}

let knownUnder: number | undefined;

async function writeUnderEpoch(
  items: Authentication[],
  keyOf: UserKeyOf,
  known: KnownEpoch | null,
): Promise<(Counted | null)[]> {
  const directory = await directoryFor(items.map(({ tenantId }) => tenantId));
  const isOpen = ({ tenantId }: Authentication) => directory.tenants.get(tenantId)?.isClosed !== true;
  const open = items.filter(isOpen);
  const counted = open.length === 0 ? [] : await writeOpen(open, directory, keyOf, known);
  if (open.length === items.length) return counted;
  const answers = counted.values();
  return items.map((item) => (isOpen(item) ? (answers.next().value ?? null) : null));
}

async function writeOpen(
  items: Authentication[],
  directory: Directory,
  keyOf: UserKeyOf,
  known: KnownEpoch | null,
): Promise<Counted[]> {
  const epochs = { counting: directory.epoch, known };
  if (knownUnder !== directory.epoch) countedUsers.forget();
  knownUnder = directory.epoch;
  const rows = items.map(({ tenantId, userId, at }): ActiveRow => {
    const tenant = directory.tenants.get(tenantId);
    if (!tenant) throw new Error("an authentication of a tenant that does not exist");
    const firstMs = at.getTime();
    return { tenantId, tenantUuid: tenant.uuid, userKey: keyOf(userId), day: tenant.dayOf(firstMs), firstMs };
  });
  const asked = new Map(rows.map((row) => [monthKey(monthOf(row)), monthOf(row)]));
  const revision = countedUsers.revision();
  const unknown = new Map(
    rows.filter((row) => !countedUsers.has(dayKey(row))).map((row) => [dayKey(row), row]),
  );
  let written = await writeActive([...unknown.values()], [...asked.values()], epochs);
  if (countedUsers.revision() !== revision) {
    // What was known may be gone: everything once more, and the answers of both are added up.
    const all = new Map(rows.map((row) => [dayKey(row), row]));
    // Their callers were right when the first was written.
    const again = await writeActive([...all.values()], [...asked.values()], { ...epochs, known: null });
    written = { users: again.users, added: new Set([...written.added, ...again.added]) };
  }
  for (const key of unknown.keys()) countedUsers.add(key);
  return answersOf(rows, written);
}

const monthOf = ({ tenantId, day }: ActiveRow) => ({ tenantId, month: day.slice(0, 7) });
const dayKey = ({ tenantId, day, userKey }: ActiveRow) => `${tenantId} ${day} ${userKey}`;

/** A user who is new in a month is so for the first of the authentications that say it. */
function answersOf(rows: readonly ActiveRow[], { added, users }: Written): Counted[] {
  return rows.map((row) => {
    const { tenantId, month } = monthOf(row);
    const isNew = added.delete(`${tenantId} ${month} ${row.userKey}`);
    return { month, isNew, users: users.get(monthKey({ tenantId, month })) ?? 0 };
  });
}
