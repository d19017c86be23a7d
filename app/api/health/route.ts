import { answerInNext } from "@/api/next";

export const dynamic = "force-dynamic";

export { answerInNext as GET };
