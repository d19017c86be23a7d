"use client";

export { PageError as default } from "@/components/patterns/page-error";
