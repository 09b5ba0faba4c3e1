import { enter } from "@/lib/server/access/enter";
import { guarded } from "@/lib/server/http/guarded";
import { exportRules } from "@/lib/server/services/rules/export";

/** Every rule as YAML: the file that `npm run rules` and the import take. */
export function GET(request: Request): Promise<Response> {
  return guarded(request, async (house) => {
    const ctx = await enter(request, "status:read", house);
    const headers = {
      "content-type": "text/yaml; charset=utf-8",
      "content-disposition": 'attachment; filename="rules.yaml"',
      "cache-control": "no-store",
      "x-correlation-id": ctx.correlationId,
    };
    return new Response(await exportRules(ctx), { headers });
  });
}
