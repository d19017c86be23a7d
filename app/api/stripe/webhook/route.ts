import { respondInNext } from "@/api/next";

export { respondInNext as POST };
