type TenantActions = Record<string, (slug: string, ...input: never[]) => Promise<unknown>>;

export type BoundActions<Actions extends TenantActions> = {
  [Name in keyof Actions]: Actions[Name] extends (slug: string, ...input: infer Input) => infer Answer
    ? (...input: Input) => Answer
    : never;
};

/** Server actions for one tenant: what a component calls needs no slug any more. */
export function bindTenant<Actions extends TenantActions>(
  actions: Actions,
  slug: string,
): BoundActions<Actions> {
  return mapActions(actions, (action) => action.bind(null, slug));
}

/** The same in the browser; after each action, answered or not, `afterEach` reads anew what is shown. */
export function bindTenantThen<Actions extends TenantActions>(
  actions: Actions,
  slug: string,
  afterEach: () => unknown,
): BoundActions<Actions> {
  return mapActions(actions, (action) => async (...input) => {
    try {
      return await action(slug, ...input);
    } finally {
      await afterEach();
    }
  });
}

function mapActions<Actions extends TenantActions>(
  actions: Actions,
  bind: (action: TenantActions[string]) => (...input: never[]) => Promise<unknown>,
): BoundActions<Actions> {
  const bound = Object.entries(actions).map(([name, action]) => [name, bind(action)]);
  return Object.fromEntries(bound) as BoundActions<Actions>;
}
