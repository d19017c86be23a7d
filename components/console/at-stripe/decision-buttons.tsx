"use client";

import { useTranslations } from "next-intl";
import { useButtonAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { decideDifference } from "@/lib/features/license/differences/decide-difference";
import type { DifferenceView } from "@/lib/features/license/differences/difference-view";

export type DecideAction = ActionOf<typeof decideDifference>;

/** One button for each decision that is open. What it does stands on it. */
export function DecisionButtons({
  difference,
  decide,
}: {
  difference: DifferenceView;
  decide: DecideAction;
}) {
  const t = useTranslations("atStripe");
  const { pending, run } = useButtonAction();
  const done = useDone();
  return (
    <span className="flex flex-wrap gap-2">
      {difference.decisions.map((decision) => (
        <Button
          key={decision}
          size="sm"
          disabled={pending}
          onClick={() =>
            run(
              () => decide({ differenceId: difference.id, decision }),
              () => done(t(`done.${decision}`)),
            )
          }
        >
          {decision === "put_right" ? t(`repair.${difference.kind}`) : t(`decide.${decision}`)}
        </Button>
      ))}
    </span>
  );
}
