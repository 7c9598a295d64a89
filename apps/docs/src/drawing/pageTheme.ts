/** Whether the page is dark now. */
export const isDark = (): boolean => document.documentElement.classList.contains("dark");
