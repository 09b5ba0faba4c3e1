import { PasswordChange } from "@/lib/access/password-change";
import { endpoint } from "@/lib/server/endpoint";
import { changePassword } from "@/lib/server/services/accounts/change-password";

/** One's own; afterwards every session of the account is over. */
export const PUT = endpoint({ permission: "status:read", body: PasswordChange }, async (ctx, { body, address }) => {
  await changePassword(ctx, { ...body, address });
  return { changed: true };
});
