"use client";

import { useRouter } from "next/navigation";
import { useToast } from "@/components/ui/toast";

/** After an act: says that it is done, and shows the page as it is now. */
export function useDone(): (title: string) => void {
  const toast = useToast();
  const router = useRouter();
  return (title) => {
    toast({ title });
    router.refresh();
  };
}
