import { respondInNext } from "@/api/next";

export {
  respondInNext as DELETE,
  respondInNext as GET,
  respondInNext as PATCH,
  respondInNext as POST,
  respondInNext as PUT,
};
