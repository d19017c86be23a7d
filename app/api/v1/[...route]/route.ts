import { answerInNext } from "@/api/next";

export {
  answerInNext as DELETE,
  answerInNext as GET,
  answerInNext as PATCH,
  answerInNext as POST,
  answerInNext as PUT,
};
