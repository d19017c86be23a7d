import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";

const problems = {
  Verification: "linkUsed",
  AccessDenied: "noAccess",
  EmailSignin: "mail",
  TooMany: "tooMany",
  SessionRequired: "ended",
  OAuthSignin: "provider",
  OAuthCallback: "provider",
  OAuthAccountNotLinked: "provider",
  Callback: "provider",
} as const;

/** Words for next-auth's error codes (next-auth.js.org/configuration/pages), and ours beside them. */
export function SignInProblem({ code, announce }: { code: string; announce?: boolean }) {
  const t = useTranslations("auth.errors");
  const problem = code in problems ? problems[code as keyof typeof problems] : "unknown";
  return (
    <Banner tone={problem === "ended" ? "info" : "warning"} title={t(`${problem}.title`)} announce={announce}>
      {t(`${problem}.body`)}
    </Banner>
  );
}
