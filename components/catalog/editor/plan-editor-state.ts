import type { Component } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Currency } from "@/lib/domain/money/currency";
import { changeCurrency } from "./change-currency";
import { freeKey, keyFromName, keysOf } from "./component-key";

/** What is edited of a plan: its place among the others and what it sells. It may be wrong at any time. */
export type PlanDraft = { rank: number; definition: PlanDefinition };

/** The draft, and what the screen needs beside it: which card is which after they were moved. */
export type EditorState = PlanDraft & {
  /** One for each component, in the same order; cards keep what is typed in them while they move. */
  cardIds: readonly number[];
  nextCardId: number;
  /** The component that was removed last. It can be put back. */
  removed: { component: Component; at: number } | null;
  /** The card that was added or moved last. It is scrolled into view and gets the focus. */
  attention: number | null;
};

export type EditorChange =
  | { type: "rank"; rank: number }
  | { type: "plan"; change: Partial<Omit<PlanDefinition, "components" | "currency">> }
  | { type: "currency"; currency: Currency }
  | { type: "component"; index: number; component: Component }
  | { type: "add"; component: Component }
  | { type: "remove"; index: number }
  | { type: "put_back" }
  | { type: "move"; index: number; by: -1 | 1 }
  | { type: "replace"; draft: PlanDraft };

export function startEditing(draft: PlanDraft, firstCardId = 1): EditorState {
  const cardIds = draft.definition.components.map((_, index) => firstCardId + index);
  return {
    ...draft,
    cardIds,
    nextCardId: firstCardId + cardIds.length,
    removed: null,
    attention: null,
  };
}

/**
 * @param fixedKeys keys that tenants' licenses and Stripe products already know: they stay, whatever the name becomes
 */
export function editPlan(
  state: EditorState,
  change: EditorChange,
  fixedKeys: readonly string[],
): EditorState {
  const { components } = state.definition;
  switch (change.type) {
    case "rank":
      return { ...state, rank: change.rank };
    case "plan":
      return { ...state, definition: { ...state.definition, ...change.change } };
    case "currency":
      return { ...state, definition: changeCurrency(state.definition, change.currency) };
    case "component": {
      const before = components[change.index];
      if (!before) return state;
      const others = keysOf(components.filter((_, index) => index !== change.index));
      const next = withKeyOfName(before, change.component, others, fixedKeys);
      return withComponents(state, components.with(change.index, next));
    }
    case "add":
      return inserted(state, change.component, components.length);
    case "remove": {
      const component = components[change.index];
      if (!component) return state;
      return {
        ...withComponents(state, components.toSpliced(change.index, 1)),
        cardIds: state.cardIds.toSpliced(change.index, 1),
        removed: { component, at: change.index },
        attention: null,
      };
    }
    case "put_back":
      return state.removed ? inserted(state, state.removed.component, state.removed.at) : state;
    case "move":
      return moved(state, change.index, change.index + change.by);
    case "replace":
      // New cards: what is typed in the old ones belongs to what is replaced.
      return startEditing(change.draft, state.nextCardId);
  }
}

/** True if both would be saved as the same. */
export const isSameDraft = (a: PlanDraft, b: PlanDraft): boolean => printed(a) === printed(b);

/** Postgres orders the keys of what it keeps in its own way. */
function printed({ rank, definition }: PlanDraft): string {
  return JSON.stringify({ rank, definition }, (_key, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function withComponents(state: EditorState, components: Component[]): EditorState {
  return { ...state, definition: { ...state.definition, components } };
}

function inserted(state: EditorState, component: Component, at: number): EditorState {
  const { components } = state.definition;
  const own = { ...component, key: freeKey(component.key, keysOf(components)) };
  return {
    ...withComponents(state, components.toSpliced(at, 0, own)),
    cardIds: state.cardIds.toSpliced(at, 0, state.nextCardId),
    nextCardId: state.nextCardId + 1,
    removed: null,
    attention: state.nextCardId,
  };
}

function moved(state: EditorState, from: number, to: number): EditorState {
  const { components } = state.definition;
  const [component, other] = [components[from], components[to]];
  const [cardId, otherId] = [state.cardIds[from], state.cardIds[to]];
  if (!component || !other || cardId === undefined || otherId === undefined) return state;
  return {
    ...withComponents(state, components.with(from, other).with(to, component)),
    cardIds: state.cardIds.with(from, otherId).with(to, cardId),
    attention: cardId,
  };
}

/** While nobody has chosen a key, it follows the name: "Custom model" is `custom-model`. */
function withKeyOfName(
  before: Component,
  after: Component,
  others: readonly string[],
  fixedKeys: readonly string[],
): Component {
  if (after.key !== before.key || fixedKeys.includes(before.key)) return after;
  if (after.name.en === before.name.en) return after;
  const wasOwn = keyFromName(before.name.en);
  const startingKey = before.kind.replace("_", "-");
  const followed = [startingKey, wasOwn].some((key) => key !== "" && isNumbered(before.key, key));
  const wanted = keyFromName(after.name.en);
  if (!followed || wanted === "") return after;
  return { ...after, key: freeKey(wanted, others) };
}

const isNumbered = (key: string, stem: string): boolean =>
  key === stem || (key.startsWith(`${stem}-`) && /^\d+$/.test(key.slice(stem.length + 1)));
