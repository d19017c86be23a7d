export { PageMissing as default } from "@/components/patterns/page-missing";
