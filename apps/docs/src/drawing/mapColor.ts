import { sequentialColor } from "@lazyrich/plot";
import { isDark } from "./pageTheme.ts";

/** The colour of a share of the greatest value on a map, by day: from pale (lazy) to strong (rich). */
export const mapColorLight = (share: number): string => sequentialColor(1 - share, [0.42, 0.97]);

/** The same by night: from dark to bright. */
export const mapColorDark = (share: number): string => sequentialColor(share, [0.24, 0.9]);

/** The colour of a share of the greatest value on a map, as the page is now. */
export const mapColor = (share: number): string => (isDark() ? mapColorDark : mapColorLight)(share);
