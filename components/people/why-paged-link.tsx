import { ButtonLink } from "@/components/ui/button";

/** The way from somebody's preferences to what came of them. */
export function WhyPagedLink() {
  return (
    <ButtonLink size="small" href="/people/me">
      Why was I paged?
    </ButtonLink>
  );
}
