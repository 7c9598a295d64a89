import { existsSync, readFileSync } from "node:fs";
import type { DefaultTheme } from "vitepress";

/** The pages that typedoc wrote, as it lists them; none before its first run. */
export function apiSidebar(): DefaultTheme.SidebarItem[] {
  const file = new URL("../reference/api/typedoc-sidebar.json", import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}
