import { respondInNext } from "@/api/next";

export const dynamic = "force-dynamic";

export { respondInNext as GET };
