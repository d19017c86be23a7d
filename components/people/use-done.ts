"use client";

import { useRouter } from "next/navigation";
import { useToast } from "@/components/ui/toast";

/** After an action: says that it is done, and reads the page again. */
export function useDone(): (title: string) => void {
  const toast = useToast();
  const router = useRouter();
  return (title) => {
    toast({ title });
    router.refresh();
  };
}
