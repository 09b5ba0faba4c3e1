import "react";

declare module "react" {
  /** Custom properties may be set by `style`, such as `--tiles`. */
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
