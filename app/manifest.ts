import type { MetadataRoute } from "next";

/** Makes the console installable. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Pitboss",
    short_name: "Pitboss",
    description: "Operations console for real-money gaming platforms",
    start_url: "/",
    display: "standalone",
    background_color: "#090d0c",
    theme_color: "#090d0c",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
