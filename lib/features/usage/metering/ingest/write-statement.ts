/**
 * One statement, which is one transaction: events that are new, then the rollups of just these. Both in the order of
 * their keys, in every process, so that no two writes wait for each other in a circle.
 *
 * Nearly always every event is new; then the rollups go in as they were added up beforehand ($10…$18). If some were known
 * already, they are added up here, from those that were accepted ($20…$22 say which event adds what to which rollup).
 * Arrays come as text, since a driver without their types would ask for these first.
 */
export const writeStatement = `
  with guard as (select choba_epoch_guard($1::bigint, $29::bigint)),
  accepted as (
    insert into usage_events
      (tenant_id, event_key, event_id, event_name, occurred_at, recorded_at, fingerprint, properties)
    select g.tenant_id, g.event_key, g.event_id, g.event_name, to_timestamp(g.occurred_ms / 1000),
      to_timestamp($2::float8 / 1000), g.fingerprint, nullif(g.properties, 'null')
    from rows from (
      unnest($3::text::uuid[], $4::text::uuid[], $5::text::text[], $6::text::text[], $7::text::float8[], $8::text::bigint[]),
      jsonb_array_elements($9::text::jsonb)
    ) as g (tenant_id, event_key, event_id, event_name, occurred_ms, fingerprint, properties), guard
    order by g.tenant_id, g.event_key
    on conflict do nothing
    returning tenant_id, event_key
  ),
  total as (select count(*)::int as n from accepted),
  amounts as (
    select r.tenant_id, r.unit_id, r.day, c.value, g.occurred_ms, g.event_key
    from rows from (unnest($20::text::int[], $21::text::int[], $22::text::numeric[]), generate_series(1, $23::int))
      as c (position, place, value, n)
    join rows from (unnest($3::text::uuid[], $4::text::uuid[], $7::text::float8[]), generate_series(1, $19::int))
      as g (tenant_id, event_key, occurred_ms, position) on g.position = c.position
    join accepted a on a.tenant_id = g.tenant_id and a.event_key = g.event_key
    join rows from (unnest($10::text::uuid[], $11::text::uuid[], $12::text::date[])) with ordinality
      as r (tenant_id, unit_id, day, place) on r.place = c.place
    where (select n from total) <> $19::int
  ),
  rolled as (
    insert into usage_days as d (tenant_id, unit_id, day, events, sum, max, last, last_at, last_key)
    select tenant_id, unit_id, day, events, sum, max, last, to_timestamp(last_ms / 1000), last_key
    from (
      select r.*
      from unnest(
        $10::text::uuid[], $11::text::uuid[], $12::text::date[], $13::text::bigint[], $14::text::numeric[],
        $15::text::numeric[], $16::text::numeric[], $17::text::float8[], $18::text::uuid[]
      ) as r (tenant_id, unit_id, day, events, sum, max, last, last_ms, last_key)
      where (select n from total) = $19::int
      union all
      select tenant_id, unit_id, day, count(*), sum(value), max(value),
        (array_agg(value order by occurred_ms desc, event_key desc))[1],
        max(occurred_ms),
        (array_agg(event_key order by occurred_ms desc, event_key desc))[1]
      from amounts
      group by tenant_id, unit_id, day
    ) as r
    order by tenant_id, unit_id, day
    on conflict (tenant_id, unit_id, day) do update set
      events = d.events + excluded.events,
      sum = d.sum + excluded.sum,
      max = greatest(d.max, excluded.max),
      last = case when (excluded.last_at, excluded.last_key) > (d.last_at, d.last_key) then excluded.last else d.last end,
      last_key = case when (excluded.last_at, excluded.last_key) > (d.last_at, d.last_key) then excluded.last_key else d.last_key end,
      last_at = greatest(d.last_at, excluded.last_at)
  ),
  sights as (
    insert into usage_seen (tenant_id, unit_id, day, seen)
    select distinct a.tenant_id, c.unit_id, c.day, c.seen
    from rows from (unnest($24::text::int[], $25::text::uuid[], $26::text::date[], $27::text::uuid[]), generate_series(1, $28::int))
      as c (position, unit_id, day, seen, n)
    join rows from (unnest($3::text::uuid[], $4::text::uuid[]), generate_series(1, $19::int))
      as g (tenant_id, event_key, position) on g.position = c.position
    join accepted a on a.tenant_id = g.tenant_id and a.event_key = g.event_key
    where $28::int > 0
    order by 1, 2, 3, 4
    on conflict do nothing
  )
  select n, case when n <> $19::int then (select string_agg(tenant_id || ' ' || event_key, ',') from accepted) end as keys
  from total`;
