/** What the hash of a row of `audit_log` covers, as SQL. `row` is how the row is named in the statement. */
export const auditContent = (row: string): string => `jsonb_build_array(
  ${row}.tenant_id, ${row}.id, (extract(epoch from ${row}.at) * 1000)::bigint, ${row}.actor, ${row}.actor_name,
  ${row}.action, ${row}.before, ${row}.after, ${row}.request_id)::text`;

/**
 * Chains the audit log by hash, and lets nobody change it. The chain grows when a transaction commits, not when it writes:
 * its row is then locked for the shortest time, and after all other locks, so that nobody waits in a circle for it. Two
 * transactions of one tenant follow each other there.
 */
export const auditChain = `
  revoke all on audit_chains, audit_links from choba_tenant;
  revoke insert, update, delete on audit_chains, audit_links from choba_staff;

  create or replace function choba_chain_audit() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, public
    as $$ declare
      content bytea := convert_to(${auditContent("new")}, 'UTF8');
      last audit_chains;
    begin
      insert into audit_chains as chain (tenant_id, length, hash) values (new.tenant_id, 1, sha256(content))
        on conflict (tenant_id) do update
        set length = chain.length + 1, hash = sha256(chain.hash || content)
        returning * into last;
      insert into audit_links (tenant_id, number, audit_id, hash)
        values (last.tenant_id, last.length, new.id, last.hash);
      return null;
    end $$;
  revoke all on function choba_chain_audit from public;

  create or replace function choba_protect_audit() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$ begin
      raise exception 'the audit log only grows' using errcode = '42501';
    end $$;
  revoke all on function choba_protect_audit from public;

  -- A constraint trigger cannot be replaced before PostgreSQL 17.
  do $$ begin
    if not exists (select from pg_trigger where tgrelid = 'audit_log'::regclass and tgname = 'audit_log_chained') then
      create constraint trigger audit_log_chained after insert on audit_log
        deferrable initially deferred for each row execute function choba_chain_audit();
    end if;
  end $$;
  create or replace trigger audit_log_protected before update or delete or truncate on audit_log
    for each statement execute function choba_protect_audit();
  create or replace trigger audit_links_protected before update or delete or truncate on audit_links
    for each statement execute function choba_protect_audit();
`;
