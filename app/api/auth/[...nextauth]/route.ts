import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/server/access/auth-options";

function handler(request: NextRequest, route: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return NextAuth(request, route, authOptions());
}

export { handler as GET, handler as POST };
