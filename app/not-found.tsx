import { Notice } from "@/components/shell/notice";
import { ButtonLink } from "@/components/ui/button";

export default function NotFound() {
  return (
    <Notice
      title="There is nothing here"
      step={
        <ButtonLink href="/" variant="primary">
          Go to live status
        </ButtonLink>
      }
    >
      The address does not exist, or what it named is gone.
    </Notice>
  );
}
