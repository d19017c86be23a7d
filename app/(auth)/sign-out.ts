"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { isSessionCookie } from "@/lib/auth/session";

/** Ends the session in this browser: it lives in its cookie alone. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  for (const { name } of jar.getAll())
    if (isSessionCookie(name))
      jar.set(name, "", {
        path: "/",
        maxAge: 0,
        httpOnly: true,
        sameSite: "lax",
        secure: name.startsWith("__Secure-"),
      });
  redirect("/sign-in");
}
