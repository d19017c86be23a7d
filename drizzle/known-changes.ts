/** Where processes are told the new number of `known_epoch`. */
export const knownChannel = "choba_known";

/**
 * What processes keep in memory about callers, and which of its changes make that wrong. A new key or tenant does not: what
 * is not found is asked again each time.
 */
const watched = [
  {
    table: "api_keys",
    columns: [
      "id",
      "secret_hash",
      "access_key",
      "saas_id",
      "sealed_secret",
      "scopes",
      "tenant_ids",
      "ends_at",
      "revoked_at",
    ],
    isMadeKnown: false,
  },
  { table: "tenants", columns: ["id", "slug", "external_id", "closed_at", "time_zone"], isMadeKnown: false },
  // Without its row the clock is the machine's.
  { table: "demo_clock", columns: ["offset_ms", "frozen_at"], isMadeKnown: true },
];

/**
 * The number goes up in the transaction of the change, as it commits: so no two changes wait for each other before that,
 * and nobody sees the change without its number. Once for each transaction.
 */
export const knownChanges = `
  create or replace function choba_known_changed() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, public
    as $$ declare number bigint; this text := pg_current_xact_id()::text; begin
      if current_setting('choba.known_changed_in', true) is not distinct from this then return null; end if;
      perform set_config('choba.known_changed_in', this, true);
      update known_epoch set epoch = epoch + 1 where id = 1 returning epoch into number;
      perform pg_notify('${knownChannel}', number::text);
      return null;
    end $$;
  revoke all on function choba_known_changed from public;
  ${watched.map(triggers).join("\n")}
`;

/** There is no `create or replace` for triggers that wait for the commit. Making one anew would lock its table each time. */
function triggers({ table, columns, isMadeKnown }: (typeof watched)[number]): string {
  const differs = columns.map((column) => `old.${column} is distinct from new.${column}`).join(" or ");
  const made = [
    `after update of ${columns.join(", ")} on ${table} deferrable initially deferred for each row when (${differs})`,
    `after ${isMadeKnown ? "insert or " : ""}delete on ${table} deferrable initially deferred for each row`,
  ];
  return made
    .map((when, place) => {
      const name = `${table}_known_${place}`;
      return `do $$ begin
        if exists (select from pg_trigger where tgname = '${name}' and tgrelid = '${table}'::regclass) then return; end if;
        create constraint trigger ${name} ${when} execute function choba_known_changed();
      end $$;`;
    })
    .join("\n");
}
