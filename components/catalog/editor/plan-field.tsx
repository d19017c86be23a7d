"use client";

import { AlertTriangle } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Field } from "@/components/ui/field";
import { fieldAnchor, useFieldsScope } from "./fields-scope";

type PlanFieldProps = {
  /** Where it stands in the definition: `components.2.included`. */
  path: string;
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
};

/** A field of the plan with its errors. A missing value is an error once the field was visited. */
export function PlanField({ path, hint, className, children, ...rest }: PlanFieldProps) {
  const { problemsAt, showMissing } = useFieldsScope();
  const [visited, setVisited] = useState(false);
  const { errors, warnings, isMissing } = problemsAt(path);
  const shown = isMissing && !visited && !showMissing ? [] : errors;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that its control was left.
    <div id={fieldAnchor(path)} className={className} onBlur={() => setVisited(true)}>
      <Field {...rest} error={shown} hint={warnings.length > 0 ? <Warnings texts={warnings} /> : hint}>
        {children}
      </Field>
    </div>
  );
}

function Warnings({ texts }: { texts: readonly string[] }) {
  return texts.map((text) => (
    <span key={text} className="flex items-start gap-1.5 text-warn">
      <AlertTriangle aria-hidden="true" className="mt-[0.1875rem] size-3.5 shrink-0" />
      {text}
    </span>
  ));
}
