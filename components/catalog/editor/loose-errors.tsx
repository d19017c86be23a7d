"use client";

import { FieldErrorText } from "@/components/ui/field";
import { useFieldsScope } from "./fields-scope";

/** What is wrong with something that has no field of its own, such as a list or a pair of amounts. */
export function LooseErrors({ path, className }: { path: string; className?: string }) {
  const { errors } = useFieldsScope().problemsAt(path);
  if (errors.length === 0) return null;
  return (
    <div className={className}>
      <p className="text-bad text-sm">
        <FieldErrorText messages={errors} />
      </p>
    </div>
  );
}
