import type { TransactionSql } from "postgres";
import { noSuch } from "../core/errors";
import type { Failures } from "../core/failures";
import type { Json, JsonObject } from "../core/json";
import type { TaxRounding } from "../core/options";
import { baseNow } from "./base-clock";
import { dueAt } from "./due-at";
import { emitEvent } from "./emit-event";
import { type Kind, type Kinds, NAMES_IN_ERRORS, type Row } from "./kinds";

/** What all units of work share. */
export interface Environment {
  /** Origin of the links in objects. */
  publicUrl: string;
  failures: Failures;
  taxRounding: TaxRounding;
}

export interface RequestIdentity {
  id: string | null;
  idempotencyKey: string | null;
  method: string;
  path: string;
}

interface Record {
  seq: string;
  id: string;
  kind: Kind;
  deleted: boolean;
  data: never;
  hidden: never;
}

/**
 * One unit of work: a transaction and the instant at which it happens. Each object is loaded once, so that all parts of
 * the work share one row and see each other's changes.
 */
export class Unit {
  private readonly cache = new Map<string, Row>();
  /** The instant of this work, unix seconds; `enter` sets it. */
  at = 0;
  /** The test clock of this work; null: the base clock. */
  clock: string | null = null;

  constructor(
    readonly tx: TransactionSql,
    readonly environment: Environment,
    readonly request: RequestIdentity,
  ) {}

  /** Moves this work to the time of the clock. */
  async enter(clock: string | null): Promise<void> {
    this.clock = clock;
    if (clock) {
      const row = await this.need("test_helpers.test_clock", clock, "test_clock");
      this.at = row.data.frozen_time;
    } else {
      this.at = await baseNow(this.tx);
    }
  }

  async create<K extends Kind>(kind: K, data: Kinds[K]["data"], hidden: Kinds[K]["hidden"]): Promise<Row<K>> {
    const row: Row<K> = { seq: 0, id: data.id, kind, data, hidden, deleted: false };
    const [inserted] = await this.tx<{ seq: string }[]>`
      INSERT INTO sandbox.objects (id, kind, customer, clock, due_at, data, hidden)
      VALUES (${row.id}, ${kind}, ${customerOf(row)}, ${clockOf(row) ?? this.clock}, ${dueAt(row)},
              ${this.tx.json(data as never)}, ${this.tx.json(hidden as never)})
      RETURNING seq`;
    row.seq = Number(inserted?.seq);
    this.cache.set(row.id, row as Row);
    return row;
  }

  async save<K extends Kind>(row: Row<K>): Promise<void> {
    await this.tx`
      UPDATE sandbox.objects
      SET customer = ${customerOf(row)}, due_at = ${row.deleted ? null : dueAt(row)}, deleted = ${row.deleted},
          data = ${this.tx.json(row.data as never)}, hidden = ${this.tx.json(row.hidden as never)}
      WHERE id = ${row.id}`;
  }

  /** Deletes the object. Returns what Stripe shows of a deleted object. */
  async remove<K extends Kind>(row: Row<K>): Promise<JsonObject> {
    row.deleted = true;
    await this.save(row);
    return { id: row.id, object: row.data.object, deleted: true };
  }

  async find<K extends Kind>(kind: K, id: string): Promise<Row<K> | null> {
    const row = await this.findAny(id);
    return row && row.kind === kind && !row.deleted ? (row as unknown as Row<K>) : null;
  }

  async findAny(id: string): Promise<Row | null> {
    const known = this.cache.get(id);
    if (known) return known;
    const [record] = await this.tx<Record[]>`
      SELECT seq, id, kind, deleted, data, hidden FROM sandbox.objects WHERE id = ${id}`;
    return record ? this.remember(record) : null;
  }

  /** The object, or Stripe's `resource_missing`: 404 for an id in the path, 400 for one in the parameters. */
  async need<K extends Kind>(kind: K, id: string, param = "id"): Promise<Row<K>> {
    const row = await this.find(kind, id);
    if (row) return row;
    const isInPath = this.request.path.split("/").includes(encodeURIComponent(id));
    throw noSuch(NAMES_IN_ERRORS[kind] ?? kind, id, param, isInPath ? 404 : 400);
  }

  /** All objects of a kind, without deleted ones, whose top-level fields have these values. Oldest first. */
  async all<K extends Kind>(kind: K, where: { [field: string]: Json } = {}): Promise<Row<K>[]> {
    const { customer, ...fields } = where;
    const records = await this.tx<Record[]>`
      SELECT seq, id, kind, deleted, data, hidden FROM sandbox.objects
      WHERE kind = ${kind} AND NOT deleted
        ${customer === undefined ? this.tx`` : this.tx`AND customer = ${customer as string}`}
        AND data @> ${this.tx.json(fields)}
      ORDER BY seq`;
    return records.map((record) => this.remember(record) as unknown as Row<K>);
  }

  remember(record: Record): Row {
    const known = this.cache.get(record.id);
    if (known) return known;
    const row = { ...record, seq: Number(record.seq) } as unknown as Row;
    this.cache.set(row.id, row);
    return row;
  }

  /** Stores an event that shows the object as it is now. It is delivered after the commit. */
  async emit(type: string, row: Row<Kind>, previous?: JsonObject): Promise<Row<"event">> {
    return emitEvent(this, type, row, previous);
  }
}

function customerOf(row: Row<Kind>): string | null {
  if (row.kind === "customer") return row.id;
  return "customer" in row.data && typeof row.data.customer === "string" ? row.data.customer || null : null;
}

function clockOf(row: Row<Kind>): string | null {
  if (row.kind === "test_helpers.test_clock") return row.id;
  return "test_clock" in row.data && typeof row.data.test_clock === "string" ? row.data.test_clock : null;
}
