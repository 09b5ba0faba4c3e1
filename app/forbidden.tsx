import { Notice } from "@/components/shell/notice";
import { ButtonLink } from "@/components/ui/button";

export default function Forbidden() {
  return (
    <Notice
      title="Your role may not see this"
      step={
        <ButtonLink href="/" variant="primary">
          Go to live status
        </ButtonLink>
      }
    >
      An admin of the console can change your role. Nothing was shown and nothing was changed.
    </Notice>
  );
}
