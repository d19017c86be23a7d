import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { ComponentKind } from "@/lib/domain/catalog/component";
import { newComponent } from "./new-component";
import {
  type EditorChange,
  type EditorState,
  editPlan,
  isSameDraft,
  startEditing,
} from "./plan-editor-state";

const edited = (changes: EditorChange[], fixedKeys: string[] = []): EditorState =>
  changes.reduce(
    (state, change) => editPlan(state, change, fixedKeys),
    startEditing({ rank: 1, definition: blankPlan("USD") }),
  );
const add = (kind: ComponentKind): EditorChange => ({ type: "add", component: newComponent(kind, []) });
const named = (index: number, key: string, en: string): EditorChange => ({
  type: "component",
  index,
  component: { ...blank.addon(key), name: { en, ja: "" } },
});
const keys = (state: EditorState) => state.definition.components.map(({ key }) => key);

describe("the plan editor", () => {
  test("adds components under keys of their own, each with a card of its own", () => {
    const state = edited([add("base"), add("addon"), add("addon"), add("addon")]);
    expect(keys(state)).toEqual(["base", "addon", "addon-2", "addon-3"]);
    expect(new Set(state.cardIds).size).toBe(4);
  });

  test("a key follows the name until somebody chooses it, and never meets another one", () => {
    const state = edited([add("addon"), named(0, "addon", "Custom model")]);
    expect(keys(state)).toEqual(["custom-model"]);
    const renamed = editPlan(state, named(0, "custom-model", "API access"), []);
    expect(keys(renamed)).toEqual(["api-access"]);
    const second = [add("addon"), named(1, "addon", "API access")] as const;
    expect(keys(second.reduce((s, change) => editPlan(s, change, []), renamed))).toEqual([
      "api-access",
      "api-access-2",
    ]);
    const chosen = editPlan(renamed, named(0, "own-key", "API access"), []);
    expect(keys(editPlan(chosen, named(0, "own-key", "Something else"), []))).toEqual(["own-key"]);
  });

  test("a key that a published version has stays, whatever the name becomes", () => {
    const state = edited([add("addon"), named(0, "addon", "Custom model")]);
    const fixed = editPlan(state, named(0, "custom-model", "Own models"), ["custom-model"]);
    expect(keys(fixed)).toEqual(["custom-model"]);
  });

  test("a name without Latin letters leaves the key as it is", () => {
    expect(keys(edited([add("addon"), named(0, "addon", "分析")]))).toEqual(["addon"]);
  });

  test("cards keep their identity when components change places, and the ends have nowhere to go", () => {
    const state = edited([add("base"), add("seats"), add("usage")]);
    const moved = editPlan(state, { type: "move", index: 2, by: -1 }, []);
    expect(keys(moved)).toEqual(["base", "usage", "seats"]);
    expect(moved.cardIds).toEqual([state.cardIds[0], state.cardIds[2], state.cardIds[1]]);
    expect(editPlan(moved, { type: "move", index: 0, by: -1 }, [])).toBe(moved);
    expect(editPlan(moved, { type: "move", index: 2, by: 1 }, [])).toBe(moved);
  });

  test("what was removed can be put back where it stood", () => {
    const state = edited([add("base"), add("seats"), add("usage")]);
    const removed = editPlan(state, { type: "remove", index: 1 }, []);
    expect(keys(removed)).toEqual(["base", "usage"]);
    const back = editPlan(removed, { type: "put_back" }, []);
    expect(back.definition).toEqual(state.definition);
    expect(editPlan(back, { type: "put_back" }, [])).toBe(back);
  });

  test("replacing the draft gives new cards, so that nothing typed before shows through", () => {
    const state = edited([add("base")]);
    const replaced = editPlan(state, { type: "replace", draft: state }, []);
    expect(replaced.definition).toEqual(state.definition);
    expect(replaced.cardIds).not.toEqual(state.cardIds);
  });

  test("a draft is unchanged whatever order its fields come back in", () => {
    const { definition } = edited([add("base"), add("usage")]);
    const shuffled = JSON.parse(JSON.stringify(definition), (_key, value) =>
      value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(isSameDraft({ rank: 1, definition }, { rank: 1, definition: shuffled })).toBe(true);
    expect(isSameDraft({ rank: 1, definition }, { rank: 2, definition })).toBe(false);
  });
});
