/**
 * Quotes once kept what was negotiated as prices by component, `{prices, reason}`; now they keep the definition that their
 * contract will hold, `{definition, reason}`. What was sent has that definition already; for the others the prices are
 * written into the published version as the quote's own pricing did. Safe to repeat: what is brought over is passed by.
 */
export const negotiatedQuotes = `
  update quotes set negotiated = jsonb_build_object(
    'reason', negotiated -> 'reason',
    'definition', coalesce(frozen -> 'definition', (
      select jsonb_set(version.definition, '{components}', coalesce((
        select jsonb_agg(
          case
            when price is null then part
            when part ->> 'kind' = 'base'
              then jsonb_set(part, array['amountMinor', quotes.interval], price)
            when part ->> 'kind' = 'seats'
              then jsonb_set(part, array['unitAmountMinor', quotes.interval], price)
            when part ->> 'kind' = 'usage' and part -> 'price' ->> 'model' = 'per_unit'
              then jsonb_set(part, '{price,unitAmountMinor}', price)
            else part
          end order by place)
        from jsonb_array_elements(version.definition -> 'components') with ordinality as parts (part, place),
          lateral (select quotes.negotiated -> 'prices' -> (part ->> 'key') as price) as agreed
      ), '[]'))
      from plan_versions as version where version.id = quotes.plan_version_id)))
  where negotiated ? 'prices';
`;
