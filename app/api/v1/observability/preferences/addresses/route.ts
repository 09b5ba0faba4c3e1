import { NewAddress } from "@/lib/preferences/address-body";
import { endpoint } from "@/lib/server/endpoint";
import { addAddress } from "@/lib/server/services/preferences/add-address";
import { readAddresses } from "@/lib/server/services/preferences/list-addresses";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readAddresses(ctx));

/** As with the preferences, a token needs the scope admin. */
export const POST = endpoint({ permission: "status:read", body: NewAddress, status: 201 }, (ctx, { body }) =>
  addAddress(ctx, body),
);
