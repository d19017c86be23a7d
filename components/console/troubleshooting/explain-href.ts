/** The address of what became of an event or a charge. */
export const explainHref = (asked: { tenant: string; event: string } | { charge: string }): string =>
  `/console/usage/explain?${new URLSearchParams(asked)}`;
