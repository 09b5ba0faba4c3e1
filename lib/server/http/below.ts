import "server-only";

/** An address below a base that may have a path and a query of its own, such as a gateway's; both stay. */
export function below(base: string, path: string): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${path}`;
  return url.href;
}
