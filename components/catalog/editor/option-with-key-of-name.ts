import type { AddonOption } from "@/lib/domain/catalog/component";
import { freeKey, keyFromName } from "./component-key";

/**
 * As with components: the key follows the name until somebody chooses another one, or a version is published with it.
 * @param keys of all the group's options
 * @param fixed those that a published version of the group has
 */
export function optionWithKeyOfName(
  before: AddonOption,
  after: AddonOption,
  keys: readonly string[],
  fixed: readonly string[],
): AddonOption {
  if (after.key !== before.key || after.name.en === before.name.en) return after;
  const wanted = keyFromName(after.name.en);
  const followed = /^option(-\d+)?$/.test(before.key) || before.key === keyFromName(before.name.en);
  if (!followed || wanted === "" || fixed.includes(before.key)) return after;
  return {
    ...after,
    key: freeKey(
      wanted,
      keys.filter((key) => key !== before.key),
    ),
  };
}
