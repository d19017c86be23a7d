"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";
import { askNextAuth } from "./ask-next-auth";
import { SignInProblem } from "./sign-in-problem";

type DemoPersonProps = {
  name: string;
  email: string;
  role: string;
  /** One line: what this person sees. */
  sees: string;
  /** The first page of this person. */
  home: string;
};

/** Signs in as a person of the demo with one click. */
export function DemoPerson({ name, email, role, sees, home }: DemoPersonProps) {
  const t = useTranslations("demo");
  const [pending, startSignIn] = useTransition();
  const [problem, setProblem] = useState<string>();
  const signIn = () =>
    startSignIn(async () => {
      const { error } = await askNextAuth("callback/demo", { email, callbackUrl: home });
      if (error) return setProblem(error);
      // A full page load, so that no data of another person stays in the browser's memory.
      window.location.assign(home);
      await new Promise(() => {});
    });
  return (
    <>
      <button
        type="button"
        onClick={signIn}
        aria-busy={pending || undefined}
        aria-label={t("signInAs", { name, role })}
        title={sees}
        className={cx(
          "flex min-w-0 items-center gap-3 rounded-md border border-outline/50 bg-surface px-3 py-2 text-left shadow-card transition-colors",
          "hover:border-action hover:bg-action-wash",
        )}
      >
        <span
          aria-hidden="true"
          className="grid size-8 shrink-0 place-items-center rounded-full bg-action-wash font-semibold text-action text-sm"
        >
          {pending ? <Spinner /> : [...name][0]}
        </span>
        <span className="min-w-0">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{name}</span>
            <span className="text-ink-quiet text-sm">{role}</span>
          </span>
          <span className="block text-ink-soft text-sm">{sees}</span>
        </span>
      </button>
      {problem && <SignInProblem code={problem} announce />}
    </>
  );
}
