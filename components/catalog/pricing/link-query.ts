/** The query of a page, as Next hands it over. */
export type LinkParams = Record<string, string | string[] | undefined>;

/** The same as one query; of what stands there twice, the first. */
export function linkQuery(params: LinkParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) query.set(name, first);
  }
  return query;
}
