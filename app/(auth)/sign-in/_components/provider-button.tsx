"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { askNextAuth } from "./ask-next-auth";
import { SignInProblem } from "./sign-in-problem";

/** To the company's own sign-in service, by OpenID Connect. */
export function ProviderButton({ name, callbackUrl }: { name: string; callbackUrl: string }) {
  const t = useTranslations("auth");
  const [leaving, startLeaving] = useTransition();
  const [problem, setProblem] = useState<string>();
  const leave = () =>
    startLeaving(async () => {
      const { url, error } = await askNextAuth("signin/oidc", { callbackUrl });
      if (error) return setProblem(error);
      window.location.assign(url);
      // The page stays until the next one has loaded, so the spinner stays too.
      await new Promise(() => {});
    });
  return (
    <div className="grid gap-3">
      {problem && <SignInProblem code={problem} announce />}
      <Button block onClick={leave} pending={leaving} icon={<KeyRound aria-hidden="true" />}>
        {t("provider", { provider: name })}
      </Button>
    </div>
  );
}
