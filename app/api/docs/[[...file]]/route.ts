import { answerInNext } from "@/api/next";

export { answerInNext as GET };
